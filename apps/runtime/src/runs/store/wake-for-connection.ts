import type { Pool } from 'pg'
import { NEXT_SEQ } from './next-seq.ts'
import { wakeRuns } from './wake-runs.ts'

/** Wakes the runs that wait for a connection, once it works again. */
export async function wakeForConnection(pool: Pool, connectionId: string): Promise<void> {
  await pool.query(
    `WITH parked AS (SELECT id FROM runs WHERE park_connection = $1 AND status = 'waiting'),
     ${wakeRuns('parked', 'runs.park_connection = $1')},
     due AS (
       UPDATE steps SET park_until = now(), seq = ${NEXT_SEQ} FROM woken
       WHERE steps.run_id = woken.id AND steps.status = 'waiting' AND steps.park_reason = 'connection')
     SELECT * FROM jobs`,
    [connectionId],
  )
}

/** Wakes the runs that were parked for a connection just after it was restored, and so missed the news. */
export async function wakeRestored(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT c.id FROM runs r JOIN connections c ON c.id = r.park_connection
     WHERE r.status = 'waiting' AND r.lease_owner IS NULL AND c.status = 'connected'`,
  )
  for (const { id } of rows) await wakeForConnection(pool, id)
}
