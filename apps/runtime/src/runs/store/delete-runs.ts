import type { Pool } from 'pg'

/** A batch is one short transaction, so that nobody who writes runs waits for it. */
const BATCH = 1000

/** Deletes the runs whose id comes before and that ended before a time, with their steps; returns how many. */
export const deleteRunsBefore = (pool: Pool, { id, endedAt }: { id: string; endedAt: Date }): Promise<number> =>
  inBatches(pool, OLD, [id, endedAt.toISOString()])

/** Deletes the runs of a flow up to one that is the first too many; returns how many. The last two hours stay: by the runs
 *  it has started, an on-failure flow knows which failures it has dealt with. */
export const deleteSurplusRuns = (
  pool: Pool,
  { flowId, lastId }: { flowId: string; lastId: string },
): Promise<number> => inBatches(pool, SURPLUS, [flowId, lastId])

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

const SURPLUS = `
DELETE FROM runs WHERE id IN (
  SELECT r.id FROM runs r WHERE r.flow_id = $1 AND r.id <= $2 AND r.ended_at < now() - interval '2 hours' AND ${OVER}
  ORDER BY r.id LIMIT ${BATCH})`
