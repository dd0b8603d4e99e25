import type { Pool } from 'pg'
import { queueJobs } from './queue-jobs.ts'

/** Asks for a run to be stopped, whoever holds it, and with it the runs it has called. What they ask people is
 *  withdrawn. False: there is no such run, or it has ended. */
export async function cancelRun(pool: Pool, runId: string): Promise<boolean> {
  const { rows } = await pool.query<{ id: string }>(cancelFrom(`id = $1 AND ended_at IS NULL`), [runId])
  return rows.some(({ id }) => id === runId)
}

/** The same for what a cancelled run called while it was being asked to stop. */
export async function cancelCalled(pool: Pool, runId: string): Promise<void> {
  await pool.query(cancelFrom(`parent_run = $1`), [runId])
}

const cancelFrom = (first: string) => `
WITH RECURSIVE family AS (
  SELECT id FROM runs WHERE ${first}
  UNION SELECT called.id FROM runs called JOIN family ON called.parent_run = family.id),
asked AS (
  UPDATE runs SET cancel_requested = true FROM family WHERE runs.id = family.id AND runs.ended_at IS NULL
  RETURNING runs.id, runs.lease_owner),
withdrawn AS (
  UPDATE approvals SET status = CASE WHEN expires_at <= now() THEN 'expired' ELSE 'withdrawn' END FROM asked
  WHERE approvals.run_id = asked.id AND approvals.status = 'open'),
jobs AS (${queueJobs('SELECT id, NULL::timestamptz AS due FROM asked WHERE lease_owner IS NULL')})
SELECT id, pg_notify('tailorbird_cancel', id::text), (SELECT count(*) FROM jobs) FROM asked`
