import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { queries } from '../../api/queries.ts'
import type { Workspace } from '../model/workspace.ts'

/** Everything around the flow, asked for side by side and kept fresh. Undefined until all of it is there. */
export function useWorkspace(): { workspace: Workspace | undefined; error: Error | null } {
  const asked = {
    catalogue: useQuery(queries.catalogue()),
    tables: useQuery(queries.tables()),
    aliases: useQuery(queries.aliases()),
    connections: useQuery(queries.connections()),
    environments: useQuery(queries.environments()),
    flows: useQuery(queries.otherFlows()),
  }
  const catalogue = asked.catalogue.data
  const tables = asked.tables.data
  const aliases = asked.aliases.data
  const connections = asked.connections.data
  const environments = asked.environments.data
  const flows = asked.flows.data
  const workspace = useMemo(
    () =>
      catalogue && tables && aliases && connections && environments && flows
        ? { catalogue, tables, aliases, connections, environments, flows }
        : undefined,
    [catalogue, tables, aliases, connections, environments, flows],
  )
  return { workspace, error: Object.values(asked).find(({ error }) => error)?.error ?? null }
}
