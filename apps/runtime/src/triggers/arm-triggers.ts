import type { Trigger } from '@tailorbird/flow/node/node-type'
import type { Transaction } from '@tailorbird/db/database'
import { triggers, versions } from '@tailorbird/db/schema/flows'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, eq, notInArray, sql } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import { fixedValues } from './armed/armed-trigger.ts'
import { announceTriggers } from './armed/announce-triggers.ts'
import { addressOf } from './webhook/webhook-address.ts'

export interface Arming {
  flowId: string
  environment: string
  versionId: string
  graph: Graph
  enabled: boolean
}

/** Puts the triggers of a deployed version to work, or to rest, in the transaction that deploys it.
 *  A trigger that goes on working keeps its cursor across versions, and stays paused if it is; one that was at rest begins
 *  anew from now, so that enabling a flow never posts what has gathered meanwhile. */
export async function armTriggers(tx: Transaction, arming: Arming): Promise<void> {
  const { flowId, environment, graph } = arming
  const nodes = graph.nodes.filter(({ type }) => nodeType(type)?.kind === 'trigger')
  for (const node of nodes) await armOne(tx, arming, node)
  const ids = nodes.map(({ id }) => id)
  const others = ids.length > 0 ? [notInArray(triggers.nodeId, ids)] : []
  await tx
    .update(triggers)
    .set({ enabled: false })
    .where(and(eq(triggers.flowId, flowId), eq(triggers.environment, environment), ...others))
  await announceTriggers(tx)
}

async function armOne(tx: Transaction, { flowId, environment, versionId, enabled }: Arming, node: GraphNode) {
  const type = nodeType(node.type)
  if (type?.kind !== 'trigger') return
  const place = { flowId, environment, nodeId: node.id }
  const fresh = { versionId, type: node.type, source: type.source, tableId: tableOf(node, type), enabled }
  if (type.source === 'webhook') await addressOf(tx, place)
  // Records, calls and people come by themselves; only schedules, polls and digests of failures have a next time.
  const isDigest = type.source === 'failure' && type.digest?.(fixedValues(node.params, type.params)) !== undefined
  const looks = type.source === 'schedule' || type.source === 'poll' || isDigest
  const first = type.source === 'schedule' || isDigest ? new Date().toISOString() : null
  // The times of another schedule were not missed by this one.
  const isOther = type.source === 'schedule' && (await hasChanged(tx, place, node))
  const wasAtRest = sql`(NOT ${triggers.enabled} OR ${triggers.type} <> ${node.type} OR ${isOther})`
  // A schedule counts from now, and is looked at anew, for its next time may be another now. So is a digest, which goes on
  // collecting from where it was. A poll finds its own beginning at its first look.
  const nextAt = type.source === 'schedule' || isDigest ? sql`now()` : sql`coalesce(${triggers.nextAt}, now())`
  const kept =
    type.source === 'failure'
      ? sql`CASE WHEN ${isDigest} THEN coalesce(${triggers.cursor}, ${first}) END`
      : triggers.cursor
  await tx
    .insert(triggers)
    .values({ ...place, ...fresh, cursor: first, nextAt: looks ? new Date() : null })
    .onConflictDoUpdate({
      target: [triggers.flowId, triggers.environment, triggers.nodeId],
      set: {
        ...fresh,
        cursor: sql`CASE WHEN ${wasAtRest} THEN ${first} ELSE ${kept} END`,
        nextAt: looks ? sql`CASE WHEN ${wasAtRest} THEN now() ELSE ${nextAt} END` : null,
        pausedAt: sql`CASE WHEN ${triggers.enabled} THEN ${triggers.pausedAt} END`,
        pausedWhy: sql`CASE WHEN ${triggers.enabled} THEN ${triggers.pausedWhy} END`,
        trouble: null,
        failures: 0,
      },
    })
}

/** Whether the node said something else in the version that was at work before. */
async function hasChanged(
  tx: Transaction,
  place: { flowId: string; environment: string; nodeId: string },
  node: GraphNode,
) {
  const [before] = await tx
    .select({ graph: versions.graph })
    .from(triggers)
    .innerJoin(versions, eq(versions.id, triggers.versionId))
    .where(
      and(
        eq(triggers.flowId, place.flowId),
        eq(triggers.environment, place.environment),
        eq(triggers.nodeId, place.nodeId),
      ),
    )
  const old = before?.graph.nodes.find(({ id }) => id === node.id)
  return old !== undefined && !isDeepStrictEqual(old.params, node.params)
}

const tableOf = ({ params }: GraphNode, type: Trigger): string | null =>
  type.source === 'record' ? type.record(fixedValues(params, type.params)).table : null
