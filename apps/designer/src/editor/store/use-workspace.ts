import { useQueries } from '@tanstack/react-query'
import { queries } from '../../api/queries.ts'
import type { Workspace } from '../model/workspace.ts'

/** Everything around the flow, asked for side by side and kept fresh. Undefined until all of it is there. */
export function useWorkspace(): { workspace: Workspace | undefined; error: Error | null } {
  return useQueries({
    queries: [
      queries.catalogue(),
      queries.tables(),
      queries.aliases(),
      queries.connections(),
      queries.environments(),
      queries.otherFlows(),
    ],
    combine: ([catalogue, tables, aliases, connections, environments, flows]) => ({
      workspace:
        catalogue.data && tables.data && aliases.data && connections.data && environments.data && flows.data
          ? {
              catalogue: catalogue.data,
              tables: tables.data,
              aliases: aliases.data,
              connections: connections.data,
              environments: environments.data,
              flows: flows.data,
            }
          : undefined,
      error: catalogue.error ?? tables.error ?? aliases.error ?? connections.error ?? environments.error ?? flows.error,
    }),
  })
}
