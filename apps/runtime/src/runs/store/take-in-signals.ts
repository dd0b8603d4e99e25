import type { Pool } from 'pg'
import { wakeRuns } from './wake-runs.ts'

/** Forgets the signals that a parked run has taken in, and wakes it again for what was said while it was held. */
export async function takeInSignals(pool: Pool, runId: string, ids: readonly string[]): Promise<void> {
  await pool.query(TAKE_IN, [runId, ids])
}

/** A called run may have ended, and a record may have changed or gone, before it was stored that this run waits for it;
 *  nobody was there to be told. The record's row is locked, so that a change which has told those it knew of and is not
 *  committed yet is waited for. */
const TAKE_IN = `
WITH gone AS (DELETE FROM signals WHERE run_id = $1 AND id = ANY($2::uuid[]) RETURNING id),
watching AS (
  SELECT run_id, node_id, path, (wait_state ->> 'seen')::timestamptz AS seen, substring(wakes from 8)::uuid AS record_id
  FROM steps WHERE run_id = $1 AND status = 'waiting' AND wakes LIKE 'record:%' AND wait_state ->> 'seen' IS NOT NULL),
watched AS MATERIALIZED (
  SELECT id, updated_at FROM records WHERE id IN (SELECT record_id FROM watching) ORDER BY id FOR SHARE),
missed AS (
  INSERT INTO signals (id, run_id, node_id, path)
  SELECT gen_random_uuid(), w.run_id, w.node_id, w.path FROM steps w
  JOIN runs called ON called.parent_run = w.run_id AND w.wakes = 'run:' || called.id
  WHERE w.run_id = $1 AND w.status = 'waiting' AND called.ended_at IS NOT NULL
  UNION ALL SELECT gen_random_uuid(), w.run_id, w.node_id, w.path FROM watching w WHERE NOT EXISTS (
    SELECT FROM watched WHERE watched.id = w.record_id AND date_trunc('milliseconds', watched.updated_at) = w.seen)
  RETURNING run_id AS id),
left_over AS (
  SELECT DISTINCT s.run_id AS id FROM signals s JOIN steps w ON w.run_id = s.run_id AND w.node_id = s.node_id AND w.path = s.path
  WHERE s.run_id = $1 AND w.status = 'waiting' AND s.id NOT IN (SELECT id FROM gone)
  UNION SELECT id FROM missed),
${wakeRuns('left_over')}
SELECT * FROM jobs`

/** Wakes the runs that were told something and are parked all the same: whoever parked them died before it could look. */
export async function wakeUnheard(pool: Pool): Promise<void> {
  await pool.query(UNHEARD)
}

const UNHEARD = `
WITH unheard AS (
  SELECT DISTINCT s.run_id AS id FROM signals s
  JOIN steps w ON w.run_id = s.run_id AND w.node_id = s.node_id AND w.path = s.path AND w.status = 'waiting'),
${wakeRuns('unheard')}
SELECT * FROM jobs`
