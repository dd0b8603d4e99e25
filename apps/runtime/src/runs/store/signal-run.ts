import { newId } from '@tailorbird/db/columns'
import type { Pool } from 'pg'
import { wakeRuns } from './wake-runs.ts'

export interface Signal {
  runId: string
  nodeId: string
  path: string
  /** JSON; null only says: look again. */
  payload: unknown
}

/** Says something to a waiting node of a run, and wakes the run if it is parked. In a transaction it is said when that is
 *  committed.
 *
 *  The run's row is locked first: either we see it parked, or whoever parks it sees the signal. How it stands is taken from
 *  the locked row: a run that was parked while we waited for the lock would look as if it were still held, and sleep on. */
export async function signalRun(pool: Pick<Pool, 'query'>, { runId, nodeId, path, payload }: Signal): Promise<void> {
  await pool.query(SIGNAL, [runId, newId(), nodeId, path, JSON.stringify(payload ?? null)])
}

const SIGNAL = `
WITH locked AS (SELECT id FROM runs WHERE id = $1 AND ended_at IS NULL FOR UPDATE),
said AS (INSERT INTO signals (id, run_id, node_id, path, payload) SELECT $2, id, $3, $4, $5::jsonb FROM locked),
${wakeRuns('locked')}
SELECT * FROM jobs`
