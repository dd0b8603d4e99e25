import { firstIdAt } from '@tailorbird/db/columns'
import type { Pool } from 'pg'

/** 0: for ever, and all. */
export interface Keep {
  days: number
  perFlow: number
}

const DAY_MS = 86_400_000
/** A batch is one short transaction, so that nobody who writes runs waits for it. */
const BATCH = 1000

/** Deletes runs that ended long ago, and of each flow those beyond its newest, with their steps; returns how many. What
 *  was posted stays in the ledger. Goes by ids, which are in the order of time, so that what stays is not read. */
export async function forgetRuns(pool: Pool, { days, perFlow }: Keep): Promise<number> {
  let gone = 0
  if (days > 0) {
    const cutoff = new Date(Date.now() - days * DAY_MS)
    gone += await inBatches(pool, OLD, [firstIdAt(cutoff), cutoff.toISOString()])
  }
  if (perFlow > 0) {
    const { rows } = await pool.query<{ flow: string; last: string }>(BEYOND, [perFlow])
    for (const { flow, last } of rows) gone += await inBatches(pool, SURPLUS, [flow, last])
  }
  return gone
}

async function inBatches(pool: Pool, statement: string, values: unknown[]): Promise<number> {
  let gone = 0
  for (;;) {
    const { rowCount } = await pool.query(statement, values)
    gone += rowCount ?? 0
    if ((rowCount ?? 0) < BATCH) return gone
  }
}

/** Nothing that is under way, and nothing that a run under way may still ask about. */
const OVER = `r.ended_at IS NOT NULL
  AND NOT EXISTS (SELECT FROM runs caller WHERE caller.id = r.parent_run AND caller.ended_at IS NULL)`

const OLD = `
DELETE FROM runs WHERE id IN (
  SELECT r.id FROM runs r WHERE r.id < $1 AND r.ended_at < $2 AND ${OVER} ORDER BY r.id LIMIT ${BATCH})`

/** Of each flow the newest run that is one too many. */
const BEYOND = `
SELECT f.id AS flow, beyond.id AS last FROM flows f CROSS JOIN LATERAL (
  SELECT r.id FROM runs r WHERE r.flow_id = f.id ORDER BY r.id DESC OFFSET $1 LIMIT 1) AS beyond`

/** The last two hours stay: by the runs it has started, an on-failure flow knows which failures it has dealt with. */
const SURPLUS = `
DELETE FROM runs WHERE id IN (
  SELECT r.id FROM runs r WHERE r.flow_id = $1 AND r.id <= $2 AND r.ended_at < now() - interval '2 hours' AND ${OVER}
  ORDER BY r.id LIMIT ${BATCH})`
