import type { Pool } from 'pg'
import { wakeRuns } from './wake-runs.ts'

/** Has the waiting steps that a query finds (`run_id`, `node_id`, `path`) look again, and wakes their runs. A run that is
 *  executed at the moment reads the message when it is parked; one that waits for a connection sleeps on until that works.
 *
 *  How a run stands is taken from its locked row: a run that was parked while we waited for the lock would look as if it
 *  were still held. */
export async function notifySteps(
  pool: Pick<Pool, 'query'>,
  { select, values }: { select: string; values: readonly unknown[] },
): Promise<void> {
  await pool.query(
    `WITH waiting AS (${select}),
     locked AS (
       SELECT id, park_connection FROM runs
       WHERE id IN (SELECT run_id FROM waiting) AND ended_at IS NULL ORDER BY id FOR UPDATE),
     said AS (
       INSERT INTO run_messages (run_id, kind, node_id, path)
       SELECT run_id, 'look', node_id, path FROM waiting WHERE run_id IN (SELECT id FROM locked)),
     ${wakeRuns('locked', 'due.park_connection IS NULL')}
     SELECT * FROM jobs`,
    [...values],
  )
}
