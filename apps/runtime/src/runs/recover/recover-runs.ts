import type { Pool } from 'pg'
import { addJobs } from '../store/add-jobs.ts'

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
     woken AS (${addJobs('SELECT id FROM freed')})
     SELECT count(*) FROM woken`,
    [runIds, workerId],
  )
}

/** Gives a job to every run that is due and seems to have none; a job that is there already stays the only one. */
export async function wakeOverdue(pool: Pool): Promise<void> {
  await pool.query(
    `WITH woken AS (${addJobs(`SELECT id FROM runs WHERE lease_owner IS NULL AND (
       (status = 'queued' AND started_at < now() - interval '30 seconds')
       OR (status = 'waiting' AND park_until < now() - interval '30 seconds')) LIMIT 1000`)})
     SELECT count(*) FROM woken`,
  )
}

/** Frees jobs locked by workers that no living process answers for: their process died before it could write them down. */
export async function unlockOrphans(pool: Pool): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
     WHERE locked_at < now() - interval '10 seconds' AND NOT EXISTS (SELECT FROM workers WHERE locked_by = ANY(queue_ids))
     HAVING count(*) > 0`,
  )
}
