import { runs } from '@tailorbird/db/schema/runs'
import type { Rerun, RunFilter } from '@tailorbird/contract/runs'
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { Refusal } from '../ground/refusal.ts'
import { type RerunDeps, rerunRun } from './rerun-run.ts'

/** At most so many at once: more is rather a matter for a closer look. */
const MOST = 1_000

interface Bulk {
  filter: Omit<RunFilter, 'status' | 'text'>
  version: Rerun['version']
  /** Only count. */
  dryRun: boolean
  by: { id: string; name: string }
}

export interface Repeated {
  runs: number
  /** Of these a later attempt has succeeded or is under way, or they cannot be repeated. */
  skipped: number
  /** Of these somebody has to say first what became of a write. */
  inDoubt: number
}

/** Runs the failed runs of a filter again from where they failed, newest first. */
export async function rerunFailed(deps: RerunDeps, { filter, version, dryRun, by }: Bulk): Promise<Repeated> {
  const rows = await failedRuns(deps, filter)
  const due = rows.filter(({ isDone, isDoubted }) => !isDone && !isDoubted)
  const inDoubt = rows.filter(({ isDone, isDoubted }) => !isDone && isDoubted).length
  let skipped = rows.length - due.length - inDoubt
  if (dryRun) return { runs: due.length, skipped, inDoubt }
  let started = 0
  for (const { id } of due) {
    try {
      await rerunRun(deps, { id, from: 'failed', version, again: [] }, by)
      started++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      skipped++
    }
  }
  return { runs: started, skipped, inDoubt }
}

const failedRuns = ({ db }: RerunDeps, { flowId, environment, startedAfter, startedBefore }: Bulk['filter']) =>
  db
    .select({
      id: runs.id,
      isDone: sql<boolean>`EXISTS (SELECT FROM runs later WHERE later.rerun_of = runs.id
        AND (later.ended_at IS NULL OR later.status = 'succeeded'))`,
      isDoubted: DOUBTED,
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

/** Somebody has to say first what became of a write of it, or of a run that repeats it. */
const DOUBTED = sql<boolean>`EXISTS (
  WITH RECURSIVE later AS (
    SELECT runs.id UNION SELECT r.id FROM runs r JOIN later ON r.rerun_of = later.id)
  SELECT FROM later JOIN steps s ON s.run_id = later.id
  WHERE s.status IN ('in doubt', 'intended') OR (s.status = 'waiting' AND s.intent IS NOT NULL))`
