import type { Pool } from 'pg'
import { ITS_TURN } from './its-turn.ts'
import { queueJobs } from './queue-jobs.ts'

/** Queues a job for every run that is due and seems to have none. Changes no run. Those that wait for their turn in a
 *  concurrency queue are not due, however many they are: they would take the places of all others for ever. */
export async function requeueLost(pool: Pool): Promise<void> {
  await pool.query(
    queueJobs(`SELECT id, NULL::timestamptz AS due FROM runs WHERE lease_owner IS NULL AND (
      (status = 'queued' AND started_at < now() - interval '30 seconds' AND ${ITS_TURN})
      OR (status = 'waiting' AND park_until < now() - interval '30 seconds')) LIMIT 1000`),
  )
}

/** Frees jobs that are locked by workers of no living process: theirs died before it could write them down. */
export async function unlockJobs(pool: Pool): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker.jobs
     WHERE locked_at < now() - interval '10 seconds' AND NOT EXISTS (SELECT FROM workers WHERE locked_by = ANY(queue_ids))
     HAVING count(*) > 0`,
  )
}
