import type { Transaction } from '@tailorbird/db/database'
import { epochs, triggers } from '@tailorbird/db/schema/flows'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, eq, notInArray, sql } from 'drizzle-orm'

export interface Arming {
  flowId: string
  environment: string
  versionId: string
  graph: Graph
  enabled: boolean
}

/** Puts the triggers of a deployed version to work, or to rest, in the transaction that deploys it.
 *  A trigger that goes on working keeps its cursor across versions; one that was at rest begins anew from now, so that
 *  enabling a flow never posts what has gathered meanwhile. */
export async function armTriggers(
  tx: Transaction,
  { flowId, environment, versionId, graph, enabled }: Arming,
): Promise<void> {
  const nodes = graph.nodes.filter(({ type }) => nodeType(type)?.kind === 'trigger')
  for (const node of nodes) {
    const type = nodeType(node.type)
    if (type?.kind !== 'trigger') continue
    const fresh = { versionId, type: node.type, source: type.source, tableId: tableOf(node), enabled }
    // Records and people come by themselves; only schedules and polls have a next time.
    const looks = type.source === 'schedule' || type.source === 'poll'
    const wasAtRest = sql`NOT ${triggers.enabled} OR ${triggers.type} <> ${node.type}`
    await tx
      .insert(triggers)
      .values({
        flowId,
        environment,
        nodeId: node.id,
        ...fresh,
        cursor: beginning(type.source),
        nextAt: looks ? new Date() : null,
      })
      .onConflictDoUpdate({
        target: [triggers.flowId, triggers.environment, triggers.nodeId],
        set: {
          ...fresh,
          cursor: sql`CASE WHEN ${wasAtRest} THEN ${beginning(type.source)} ELSE ${triggers.cursor} END`,
          nextAt: looks
            ? sql`CASE WHEN ${wasAtRest} OR ${triggers.nextAt} IS NULL THEN now() ELSE ${triggers.nextAt} END`
            : null,
          trouble: null,
          failures: 0,
        },
      })
  }
  const ids = nodes.map(({ id }) => id)
  const others = ids.length > 0 ? [notInArray(triggers.nodeId, ids)] : []
  await tx
    .update(triggers)
    .set({ enabled: false })
    .where(and(eq(triggers.flowId, flowId), eq(triggers.environment, environment), ...others))
  await tx
    .update(epochs)
    .set({ value: sql`${epochs.value} + 1` })
    .where(eq(epochs.name, 'triggers'))
  await tx.execute(sql`SELECT pg_notify('tailorbird_triggers', '')`)
}

/** A schedule counts from now; a poll finds its own beginning at its first look. */
const beginning = (source: string) => (source === 'schedule' ? new Date().toISOString() : null)

function tableOf(node: GraphNode): string | null {
  const binding = node.params['table']
  return binding && 'fixed' in binding && typeof binding.fixed === 'string' ? binding.fixed : null
}
