import { runs } from '@tailorbird/db/schema/runs'
import type { Rerun, RunFilter } from '@tailorbird/flow/contract/runs'
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { Refusal } from '../refusal.ts'
import { type RerunHouse, rerunRun } from './rerun-run.ts'

/** At most so many at once: more is rather a matter for a closer look. */
const MOST = 1_000

interface Bulk {
  filter: Omit<RunFilter, 'status'>
  version: Rerun['version']
  /** Only count. */
  dryRun: boolean
  by: string
}

/** Runs the failed runs of a filter again from where they failed, newest first. Left out are those of which a later
 *  attempt has succeeded or is under way, and those that cannot be repeated. */
export async function rerunFailed(
  house: RerunHouse,
  { filter, version, dryRun, by }: Bulk,
): Promise<{ runs: number; skipped: number }> {
  const { flowId, environment, startedAfter, startedBefore } = filter
  const rows = await house.db
    .select({
      id: runs.id,
      isDone: sql<boolean>`EXISTS (SELECT FROM runs later WHERE later.rerun_of = runs.id
        AND (later.ended_at IS NULL OR later.status = 'succeeded'))`,
    })
    .from(runs)
    .where(
      and(
        eq(runs.status, 'failed'),
        eq(runs.test, false),
        flowId === undefined ? undefined : eq(runs.flowId, flowId),
        environment === undefined ? undefined : eq(runs.environment, environment),
        startedAfter === undefined ? undefined : gte(runs.startedAt, new Date(startedAfter)),
        startedBefore === undefined ? undefined : lt(runs.startedAt, new Date(startedBefore)),
      ),
    )
    .orderBy(desc(runs.id))
    .limit(MOST)
  const due = rows.filter(({ isDone }) => !isDone)
  let skipped = rows.length - due.length
  if (dryRun) return { runs: due.length, skipped }
  let started = 0
  for (const { id } of due) {
    try {
      await rerunRun(house, { id, from: 'failed', version, again: [] }, by)
      started++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      skipped++
    }
  }
  return { runs: started, skipped }
}
