import type { Pool } from 'pg'
import { wakeRuns } from './wake-runs.ts'

interface StepMessage {
  runId: string
  nodeId: string
  path: string
  /** What the step asked for, as JSON. Null only says: look again. */
  payload: unknown
}

/** Says something to a waiting step of a run, and wakes the run if it is parked. In a transaction it is said when that is
 *  committed.
 *
 *  The run's row is locked first: either we see it parked, or whoever parks it sees the message. How it stands is taken
 *  from the locked row: a run that was parked while we waited for the lock would look as if it were still held, and sleep
 *  on. */
export async function sendMessage(pool: Pick<Pool, 'query'>, message: StepMessage): Promise<void> {
  const { runId, nodeId, path, payload = null } = message
  const kind = payload === null ? 'look' : 'answer'
  await pool.query(SEND, [runId, kind, nodeId, path, payload === null ? null : JSON.stringify(payload)])
}

const SEND = `
WITH locked AS (SELECT id FROM runs WHERE id = $1 AND ended_at IS NULL FOR UPDATE),
said AS (INSERT INTO run_messages (run_id, kind, node_id, path, payload) SELECT id, $2, $3, $4, $5::jsonb FROM locked),
${wakeRuns('locked')}
SELECT * FROM jobs`
