import type { Pool } from 'pg'
import { queueJobs } from './queue-jobs.ts'

/** Asks for a run to be stopped, whoever holds it, and with it the runs it has called, whether or not it has ended itself.
 *  What they ask people is withdrawn. False: there was nothing to stop. */
export async function cancelRun(pool: Pool, runId: string): Promise<boolean> {
  const { rowCount } = await pool.query(cancelFrom(`id = $1`), [runId])
  return (rowCount ?? 0) > 0
}

/** The same for what a cancelled run called while it was being asked to stop. */
export async function cancelCalled(pool: Pool, runId: string): Promise<void> {
  await pool.query(cancelFrom(`parent_run = $1`), [runId])
}

/** The stop is a row before anybody is notified: whoever holds the run, or claims it later, reads it there. The rows of the
 *  runs are locked, so that whoever parks one at this moment does so before, and it is queued, or after, and sees it. */
const cancelFrom = (first: string) => `
WITH RECURSIVE family AS (
  SELECT id FROM runs WHERE ${first}
  UNION SELECT called.id FROM runs called JOIN family ON called.parent_run = family.id),
locked AS (
  SELECT id, lease_owner FROM runs WHERE id IN (SELECT id FROM family) AND ended_at IS NULL ORDER BY id FOR UPDATE),
said AS (INSERT INTO run_messages (run_id, kind) SELECT id, 'stop' FROM locked),
withdrawn AS (
  UPDATE approvals SET status = CASE WHEN expires_at <= now() THEN 'expired' ELSE 'withdrawn' END FROM locked
  WHERE approvals.run_id = locked.id AND approvals.status = 'open'),
jobs AS (${queueJobs('SELECT id, NULL::timestamptz AS due FROM locked WHERE lease_owner IS NULL')})
SELECT id, pg_notify('tailorbird_cancel', id::text), (SELECT count(*) FROM jobs) FROM locked`
