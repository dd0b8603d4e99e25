import type { Writer } from '@tailorbird/db/database'
import { flows, triggers, versions } from '@tailorbird/db/schema/flows'
import { runs } from '@tailorbird/db/schema/runs'
import type { TriggerState } from '@tailorbird/contract/triggers'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { type SQL, and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { notFound } from '../ground/refusal.ts'
import type { Caller } from '../people/caller.ts'
import { saidIn } from '../words/kept.ts'
import { advice } from '../words/sentence.ts'
import { said } from '../words/said.ts'

/** How the deployed triggers are doing: all that the caller may see, or those of a flow. */
export const listTriggers = (caller: Caller, db: Writer, { flowId }: { flowId?: string | undefined }) =>
  triggerStates(db, and(caller.sees('trigger.view'), flowId === undefined ? undefined : eq(triggers.flowId, flowId)))

async function triggerStates(db: Writer, which: SQL | undefined): Promise<TriggerState[]> {
  // What comes by itself keeps no time of its own, which every event would have to write: the newest run tells it.
  const last = db
    .select({ id: runs.id, status: runs.status, startedAt: runs.startedAt })
    .from(runs)
    .where(and(eq(runs.flowId, triggers.flowId), eq(runs.triggerId, triggers.id)))
    .orderBy(desc(runs.id))
    .limit(1)
    .as('last')
  const rows = await db
    .select({
      row: triggers,
      flowName: flows.name,
      label: sql<
        string | null
      >`(SELECT n ->> 'label' FROM jsonb_array_elements(${versions.graph} -> 'nodes') AS n WHERE n ->> 'id' = ${triggers.nodeId})`,
      last: { id: last.id, status: last.status, startedAt: last.startedAt },
    })
    .from(triggers)
    .innerJoin(flows, eq(flows.id, triggers.flowId))
    .innerJoin(versions, eq(versions.id, triggers.versionId))
    .leftJoinLateral(last, sql`true`)
    .where(and(isNull(flows.deletedAt), which))
    .orderBy(asc(flows.name), asc(triggers.environment), asc(triggers.id))
  return rows.map(({ row, flowName, label, last: run }) => ({
    ...{ id: row.id, flowId: row.flowId, flowName, environment: row.environment, nodeId: row.nodeId },
    ...{ label: label ?? '', type: row.type, source: row.source, enabled: row.enabled },
    lastAt: (row.lastAt ?? run?.startedAt)?.toISOString() ?? null,
    nextAt: row.pausedAt ? null : (row.nextAt?.toISOString() ?? null),
    lastRun: run && { id: run.id, status: run.status, at: run.startedAt.toISOString() },
    ...{ trouble: row.trouble && advice(saidIn(row.trouble)), failures: row.failures },
    paused: row.pausedAt && { at: row.pausedAt.toISOString(), why: advice(saidIn(row.pausedWhy ?? '')) },
    cursor: shownCursor(row),
  }))
}

export async function triggerState(db: Writer, id: string): Promise<TriggerState> {
  const [state] = await triggerStates(db, eq(triggers.id, id))
  if (!state) throw noTrigger
  return state
}

export const noTrigger = notFound(said('not-found.trigger'))

function shownCursor({ type: name, cursor }: typeof triggers.$inferSelect) {
  const type = nodeType(name)
  if (cursor === null || type?.kind !== 'trigger' || type.source !== 'poll' || !type.shownCursor) return cursor
  return type.shownCursor(cursor)
}
