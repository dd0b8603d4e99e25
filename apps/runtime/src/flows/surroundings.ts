import type { Writer } from '@tailorbird/db/database'
import { eq, isNull } from 'drizzle-orm'
import { aliasBindings, aliases, connections } from '@tailorbird/db/schema/connections'
import { deployments, flows } from '@tailorbird/db/schema/flows'
import { tables } from '@tailorbird/db/schema/tables'
import type { Surroundings } from '@tailorbird/flow/graph/catalogue'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { connectionStatus } from '../connections/connection-status.ts'
import type { Vault } from '../secrets/vault.ts'
import { draftTrigger, shownTrigger } from './draft-trigger.ts'

type Binding = Surroundings['aliases'][number]['bindings'][string]

/** What is around a graph just now, for `findProblems`. */
export async function loadSurroundings(db: Writer, vault: Vault): Promise<Surroundings> {
  const [tableRows, aliasRows, bound, flowRows, deployed] = await Promise.all([
    db.select({ id: tables.id, name: tables.name, fields: tables.fields }).from(tables).where(isNull(tables.deletedAt)),
    db.select().from(aliases),
    db
      .select({ aliasId: aliasBindings.aliasId, environment: aliasBindings.environment, connection: connections })
      .from(aliasBindings)
      .innerJoin(connections, eq(connections.id, aliasBindings.connectionId)),
    db.select({ id: flows.id, name: flows.name, trigger: draftTrigger }).from(flows).where(isNull(flows.deletedAt)),
    db
      .select({ id: deployments.flowId, environment: deployments.environment, enabled: deployments.enabled })
      .from(deployments),
  ])
  const bindings = new Map<string, Record<string, Binding>>(aliasRows.map(({ id }) => [id, {}]))
  for (const { aliasId, environment, connection } of bound) {
    const of = bindings.get(aliasId)
    if (!of) continue
    of[environment] = {
      status: connectionStatus(connection, vault),
      username: connection.accountUsername,
      scopes: connection.kind === 'oauth1' ? 'all' : connection.scopes,
    }
  }
  const deploymentsOf = Map.groupBy(deployed, ({ id }) => id)
  return {
    nodeType,
    tables: tableRows,
    aliases: aliasRows.map(({ id, name }) => ({ name, bindings: bindings.get(id) ?? {} })),
    flows: flowRows.map(({ id, name, trigger }) => ({
      ...{ id, name, trigger: shownTrigger(trigger) },
      deployments: deploymentsOf.get(id) ?? [],
    })),
  }
}
