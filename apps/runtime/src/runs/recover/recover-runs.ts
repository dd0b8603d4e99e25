import type { Pool } from 'pg'

/** Asks for a run to be stopped, whoever has it in hand, and with it the runs it has called. What they ask people is
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
woken AS (${wake(`SELECT id FROM asked WHERE lease_owner IS NULL`)})
SELECT id, pg_notify('tailorbird_cancel', id::text), (SELECT count(*) FROM woken) FROM asked`

/** Wakes the runs that wait for a connection, once it works again. */
export async function wakeForConnection(pool: Pool, connectionId: string): Promise<void> {
  await pool.query(
    `WITH woken_runs AS (
       UPDATE runs SET status = 'queued', park_reason = NULL, park_until = NULL, park_connection = NULL
       WHERE park_connection = $1 AND status = 'waiting' AND lease_owner IS NULL RETURNING id),
     due AS (
       UPDATE steps SET park_until = now() FROM woken_runs
       WHERE steps.run_id = woken_runs.id AND steps.status = 'waiting' AND steps.park_reason = 'connection'),
     woken AS (${wake('SELECT id FROM woken_runs')})
     SELECT count(*) FROM woken`,
    [connectionId],
  )
}

/** Finds runs that nothing will ever touch again, and wakes them: held by this process and not in its hands, or due
 *  without a job. Both take a lost connection at the wrong moment. Returns the ids held here. */
export async function heldRuns(pool: Pool, workerId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM runs WHERE lease_owner = $1 AND status = 'running' AND started_at < now() - interval '5 seconds'`,
    [workerId],
  )
  return rows.map(({ id }) => id)
}

/** Lets go of runs this process holds by mistake. */
export async function letGo(pool: Pool, runIds: string[], workerId: string): Promise<void> {
  await pool.query(
    `WITH freed AS (
       UPDATE runs SET lease_owner = NULL, lease_token = lease_token + 1, status = 'queued'
       WHERE id = ANY($1::uuid[]) AND lease_owner = $2 AND status = 'running' RETURNING id),
     woken AS (${wake('SELECT id FROM freed')})
     SELECT count(*) FROM woken`,
    [runIds, workerId],
  )
}

/** Gives a job to every run that is due and seems to have none; a job that is there already stays the only one. */
export async function wakeOverdue(pool: Pool): Promise<void> {
  await pool.query(
    `WITH woken AS (${wake(`SELECT id FROM runs WHERE lease_owner IS NULL AND (
       (status = 'queued' AND started_at < now() - interval '30 seconds')
       OR (status = 'waiting' AND park_until < now() - interval '30 seconds')) LIMIT 1000`)})
     SELECT count(*) FROM woken`,
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

/** Frees jobs locked by workers that no living process answers for: their process died before it could write them down. */
export async function unlockOrphans(pool: Pool): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
     WHERE locked_at < now() - interval '10 seconds' AND NOT EXISTS (SELECT FROM workers WHERE locked_by = ANY(queue_ids))
     HAVING count(*) > 0`,
  )
}

function wake(ids: string) {
  return `SELECT graphile_worker.add_job('advance', json_build_object('runId', id), job_key := id::text, max_attempts := 25) FROM (${ids}) AS due`
}
