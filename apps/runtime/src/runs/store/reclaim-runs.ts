import type { Pool } from 'pg'
import { queueJobs } from './queue-jobs.ts'

/** SQL of two parts of a `WITH`: takes runs from their holders and queues them. The fence is raised before anybody else
 *  can claim them, so a process that was only asleep cannot write any more. */
const reclaim = (where: string, from = '') => `
reclaimed AS (
  UPDATE runs SET lease_owner = NULL, lease_token = lease_token + 1, status = 'queued' ${from}
  WHERE runs.lease_owner IS NOT NULL AND runs.status = 'running' AND ${where} RETURNING runs.id),
jobs AS (${queueJobs('SELECT id, NULL::timestamptz AS due FROM reclaimed')})`

/** Reclaims the runs of processes that are dead, in one statement: the first of the living does it, the others find
 *  nothing. Returns how many runs there were. */
export async function reclaimFromDead(pool: Pool, workerIds: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ runs: number }>(FROM_DEAD, [workerIds])
  return rows[0]?.runs ?? 0
}

const FROM_DEAD = `
WITH dead AS (DELETE FROM workers WHERE id = ANY($1::uuid[]) RETURNING id, queue_ids),
${reclaim('runs.lease_owner = dead.id', 'FROM dead')},
unlocked AS (
  SELECT graphile_worker.force_unlock_workers(queue_ids) FROM dead WHERE cardinality(queue_ids) > 0)
SELECT (SELECT count(*) FROM reclaimed)::int AS runs, (SELECT count(*) FROM jobs) AS jobs, (SELECT count(*) FROM unlocked) AS unlocked`

/** Reclaims runs that belong to no process: the last statement of one that was killed may be committed after its runs
 *  were reclaimed. Returns how many there were. */
export async function reclaimOrphaned(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ runs: number }>(ORPHANED)
  return rows[0]?.runs ?? 0
}

const ORPHANED = `
WITH ${reclaim('NOT EXISTS (SELECT FROM workers WHERE id = runs.lease_owner)')}
SELECT (SELECT count(*) FROM reclaimed)::int AS runs, (SELECT count(*) FROM jobs) AS jobs`

/** The runs that a process holds, but for those it has stored a moment ago. */
export async function heldRuns(pool: Pool, workerId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM runs WHERE lease_owner = $1 AND status = 'running' AND started_at < now() - interval '5 seconds'`,
    [workerId],
  )
  return rows.map(({ id }) => id)
}

/** Lets go of runs that this process holds and does not know of: the answer to a claim got lost with its connection. */
export async function reclaimOwn(pool: Pool, runIds: readonly string[], workerId: string): Promise<void> {
  await pool.query(
    `WITH ${reclaim('runs.id = ANY($1::uuid[]) AND runs.lease_owner = $2')} SELECT (SELECT count(*) FROM jobs) AS jobs`,
    [runIds, workerId],
  )
}
