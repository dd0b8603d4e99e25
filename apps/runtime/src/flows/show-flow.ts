import type { Writer } from '@tailorbird/db/database'
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { deployments, flows, triggers, versions } from '@tailorbird/db/schema/flows'
import { runs } from '@tailorbird/db/schema/runs'
import { users } from '@tailorbird/db/schema/users'
import type { Deployment, Flow, FlowSummary, TriggerHealth } from '@tailorbird/contract/flows'
import { notFound } from '../ground/refusal.ts'
import type { Caller } from '../people/caller.ts'
import { draftTrigger, shownTrigger } from './draft-trigger.ts'
import { saidIn } from '../words/kept.ts'
import { advice } from '../words/sentence.ts'
import { said } from '../words/said.ts'

/** A flow with its draft, where it is at work, and how its triggers do. */
export async function showFlow(db: Writer, id: string): Promise<Flow> {
  const [row] = await db
    .select({ flow: flows, by: users.name })
    .from(flows)
    .leftJoin(users, eq(users.id, flows.updatedBy))
    .where(and(eq(flows.id, id), isNull(flows.deletedAt)))
  if (!row) throw noFlow
  const { flow, by } = row
  const at = await atWork(db, [id])
  return {
    id,
    name: flow.name,
    draft: flow.draft,
    revision: flow.revision,
    deployments: at.deployments.get(id) ?? [],
    triggers: at.triggers.get(id) ?? [],
    updatedAt: flow.updatedAt.toISOString(),
    updatedBy: by,
  }
}

/** All flows that the caller may see, the last changed first. */
export async function listFlows(caller: Caller, db: Writer): Promise<FlowSummary[]> {
  const rows = await db
    .select({
      id: flows.id,
      name: flows.name,
      updatedAt: flows.updatedAt,
      trigger: draftTrigger,
      nodeCount: sql<number>`jsonb_array_length(${flows.draft} -> 'nodes')`,
    })
    .from(flows)
    .where(and(caller.sees('flow.view'), isNull(flows.deletedAt)))
    .orderBy(desc(flows.updatedAt), desc(flows.id))
  const ids = rows.map(({ id }) => id)
  const [at, last] = await Promise.all([atWork(db, ids), lastRuns(db, ids)])
  return rows.map((row) => ({
    ...row,
    trigger: shownTrigger(row.trigger),
    updatedAt: row.updatedAt.toISOString(),
    deployments: at.deployments.get(row.id) ?? [],
    triggers: at.triggers.get(row.id) ?? [],
    lastRun: last.get(row.id) ?? null,
  }))
}

async function atWork(db: Writer, flowIds: string[]) {
  const found = { deployments: new Map<string, Deployment[]>(), triggers: new Map<string, TriggerHealth[]>() }
  if (flowIds.length === 0) return found
  const { flowId, environment, versionId, enabled } = deployments
  const deployed = await db
    .select({ flowId, environment, versionId, enabled, versionNumber: versions.number })
    .from(deployments)
    .innerJoin(versions, eq(versions.id, versionId))
    .where(inArray(flowId, flowIds))
    .orderBy(asc(environment))
  for (const { flowId: id, versionNumber, ...row } of deployed) {
    add(found.deployments, id, { ...row, versionNumber: versionNumber ?? 0 })
  }
  const armed = await db
    .select()
    .from(triggers)
    .where(and(inArray(triggers.flowId, flowIds), eq(triggers.enabled, true)))
  for (const { flowId: id, environment: key, nodeId, lastAt, nextAt, trouble } of armed) {
    add(found.triggers, id, {
      environment: key,
      nodeId,
      lastAt: iso(lastAt),
      nextAt: iso(nextAt),
      trouble: trouble && advice(saidIn(trouble)),
    })
  }
  return found
}

async function lastRuns(db: Writer, flowIds: string[]) {
  if (flowIds.length === 0) return new Map<string, FlowSummary['lastRun']>()
  // One look into the index for each flow; `distinct on` would read every run there ever was.
  const last = db
    .select({ id: runs.id, status: runs.status, startedAt: runs.startedAt })
    .from(runs)
    .where(eq(runs.flowId, flows.id))
    .orderBy(desc(runs.id))
    .limit(1)
    .as('last')
  const rows = await db
    .select({ flowId: flows.id, id: last.id, status: last.status, at: last.startedAt })
    .from(flows)
    .innerJoinLateral(last, sql`true`)
    .where(inArray(flows.id, flowIds))
  return new Map(rows.map(({ flowId, id, status, at }) => [flowId, { id, status, at: at.toISOString() }]))
}

function add<T>(map: Map<string, T[]>, key: string, item: T) {
  const list = map.get(key)
  if (list) list.push(item)
  else map.set(key, [item])
}

const iso = (at: Date | null) => at?.toISOString() ?? null

export const noFlow = notFound(said('not-found.flow'))
