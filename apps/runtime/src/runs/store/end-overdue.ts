import type { Pool } from 'pg'
import { NEXT_SEQ } from './next-seq.ts'
import { TIMED_OUT } from './timed-out.ts'

/** How long a process may take to let go of a run that is past its time. Seconds. */
const GRACE_SECONDS = 10

interface EndedOverdue {
  id: string
  parentRun: string | null
  queue: string | null
}

/** Ends the runs that have taken longer than they may, wherever they are: those at rest at once, those that are held by
 *  asking their process to stop, and by taking them away when it does not. Returns those that were ended.
 *
 *  The runs are locked by a statement of their own: what a holder was storing while we waited for the lock is seen by the
 *  next, so no step that has begun meanwhile is left open, and none gets a number twice. */
export async function endOverdue(pool: Pool): Promise<EndedOverdue[]> {
  await pool.query(ASK)
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(LOCK, [GRACE_SECONDS])
    const { rows } = await client.query<{ id: string; parent_run: string | null; queue: string | null }>(END, [
      GRACE_SECONDS,
      JSON.stringify(TIMED_OUT),
    ])
    await client.query('COMMIT')
    return rows.map(({ id, parent_run, queue }) => ({ id, parentRun: parent_run, queue }))
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

const ASK = `
SELECT pg_notify('tailorbird_cancel', id::text) FROM runs
WHERE lease_owner IS NOT NULL AND ended_at IS NULL AND deadline_at < now()`

const IS_OVERDUE = `ended_at IS NULL AND ((lease_owner IS NULL AND deadline_at < now())
  OR (lease_owner IS NOT NULL AND deadline_at < now() - make_interval(secs => $1)))`

const LOCK = `SELECT FROM runs WHERE ${IS_OVERDUE} ORDER BY id FOR UPDATE`

/** Raising the fence makes sure that a process which is stuck writes nothing any more. */
const END = `
WITH late AS (
  UPDATE runs SET status = 'failed', ended_at = now(), lease_owner = NULL, lease_token = lease_token + 1,
    park_reason = NULL, park_until = NULL, park_connection = NULL, failure = $2::jsonb
  WHERE ${IS_OVERDUE}
  RETURNING id, parent_run, queue),
stopped AS (
  UPDATE steps SET status = 'cancelled', ended_at = now(), seq = ${NEXT_SEQ} FROM late
  WHERE steps.run_id = late.id AND steps.status IN ('started', 'waiting') AND steps.intent IS NULL),
withdrawn AS (
  UPDATE approvals SET status = 'withdrawn' FROM late WHERE approvals.run_id = late.id AND approvals.status = 'open'),
told AS (SELECT pg_notify('tailorbird_runs', id::text) FROM late)
SELECT id, parent_run, queue, (SELECT count(*) FROM told) FROM late`
