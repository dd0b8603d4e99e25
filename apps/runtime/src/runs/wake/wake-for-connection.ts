import type { Pool } from 'pg'
import { addJobs } from '../store/add-jobs.ts'

/** Wakes the runs that wait for a connection, once it works again. */
export async function wakeForConnection(pool: Pool, connectionId: string): Promise<void> {
  await pool.query(
    `WITH woken_runs AS (
       UPDATE runs SET status = 'queued', park_reason = NULL, park_until = NULL, park_connection = NULL
       WHERE park_connection = $1 AND status = 'waiting' AND lease_owner IS NULL RETURNING id),
     due AS (
       UPDATE steps SET park_until = now() FROM woken_runs
       WHERE steps.run_id = woken_runs.id AND steps.status = 'waiting' AND steps.park_reason = 'connection'),
     woken AS (${addJobs('SELECT id FROM woken_runs')})
     SELECT count(*) FROM woken`,
    [connectionId],
  )
}

/** Wakes runs that were parked for a connection just after it was restored, and so missed the news. */
export async function wakeRestored(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT c.id FROM runs r JOIN connections c ON c.id = r.park_connection
     WHERE r.status = 'waiting' AND r.lease_owner IS NULL AND c.status = 'connected'`,
  )
  for (const { id } of rows) await wakeForConnection(pool, id)
}
