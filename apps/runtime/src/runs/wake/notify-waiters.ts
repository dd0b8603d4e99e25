import type { Pool } from 'pg'

/** Has every node look again that waits for this key, e.g. `record:<id>`. Inside a transaction the news comes with its
 *  commit. A run that is in somebody's hands is not disturbed: the signal is there when it comes to rest. */
export async function notifyWaiters(pool: Pick<Pool, 'query'>, key: string): Promise<void> {
  await notifySteps(pool, {
    select: `SELECT run_id, node_id, path FROM steps WHERE wakes = $1 AND status = 'waiting'`,
    values: [key],
  })
}

/** The same for the places that a query finds: `run_id`, `node_id`, `path`. How a run stands is taken from its locked row:
 *  a run that was parked while we waited for the lock would look as if it were still in hand. */
export async function notifySteps(
  pool: Pick<Pool, 'query'>,
  { select, values }: { select: string; values: readonly unknown[] },
): Promise<void> {
  await pool.query(
    `WITH waiting AS (${select}),
     held AS (
       SELECT id, status, lease_owner, park_connection FROM runs
       WHERE id IN (SELECT run_id FROM waiting) AND ended_at IS NULL ORDER BY id FOR UPDATE),
     said AS (
       INSERT INTO signals (id, run_id, node_id, path)
       SELECT gen_random_uuid(), run_id, node_id, path FROM waiting WHERE run_id IN (SELECT id FROM held)),
     queued AS (
       UPDATE runs SET status = 'queued', park_reason = NULL, park_until = NULL FROM held
       WHERE runs.id = held.id AND held.status = 'waiting' AND held.lease_owner IS NULL AND held.park_connection IS NULL
       RETURNING runs.id),
     woken AS (
       SELECT graphile_worker.add_job('advance', json_build_object('runId', id), job_key := id::text, max_attempts := 25)
       FROM queued)
     SELECT count(*) FROM woken`,
    [...values],
  )
}
