import type { Pool } from 'pg'
import { wakeRuns } from './wake-runs.ts'

/** Forgets the messages that a parked run has taken in, and wakes it again for what was said while it was held. */
export async function takeInMessages(pool: Pool, runId: string, numbers: readonly number[]): Promise<void> {
  await pool.query(TAKE_IN, [runId, numbers])
}

/** A called run may have ended, and a record may have changed or gone, before it was stored that this run waits for it;
 *  nobody was there to be notified. The record's row is locked, so that we wait for a change which has notified those it
 *  knew of and is not committed yet. */
const TAKE_IN = `
WITH gone AS (DELETE FROM run_messages WHERE run_id = $1 AND number = ANY($2::bigint[]) RETURNING number),
watching AS (
  SELECT run_id, node_id, path, (wait_state ->> 'seen')::timestamptz AS seen, substring(wakes from 8)::uuid AS record_id
  FROM steps WHERE run_id = $1 AND status = 'waiting' AND wakes LIKE 'record:%' AND wait_state ->> 'seen' IS NOT NULL),
watched AS MATERIALIZED (
  SELECT id, updated_at FROM records WHERE id IN (SELECT record_id FROM watching) ORDER BY id FOR SHARE),
missed AS (
  INSERT INTO run_messages (run_id, kind, node_id, path)
  SELECT w.run_id, 'look', w.node_id, w.path FROM steps w
  JOIN runs called ON called.parent_run = w.run_id AND w.wakes = 'run:' || called.id
  WHERE w.run_id = $1 AND w.status = 'waiting' AND called.ended_at IS NOT NULL
  UNION ALL SELECT w.run_id, 'look', w.node_id, w.path FROM watching w WHERE NOT EXISTS (
    SELECT FROM watched WHERE watched.id = w.record_id AND date_trunc('milliseconds', watched.updated_at) = w.seen)
  RETURNING run_id AS id),
left_over AS (
  SELECT DISTINCT m.run_id AS id FROM run_messages m LEFT JOIN steps w
    ON w.run_id = m.run_id AND w.node_id = m.node_id AND w.path = m.path AND w.status = 'waiting'
  WHERE m.run_id = $1 AND (w.run_id IS NOT NULL OR m.kind = 'stop') AND m.number NOT IN (SELECT number FROM gone)
  UNION SELECT id FROM missed),
${wakeRuns('left_over')}
SELECT * FROM jobs`

/** Wakes the runs that are parked although there are messages for them: whoever parked them died before it could look. */
export async function wakeUnheard(pool: Pool): Promise<void> {
  await pool.query(UNHEARD)
}

const UNHEARD = `
WITH unheard AS (
  SELECT m.run_id AS id FROM run_messages m
  JOIN steps w ON w.run_id = m.run_id AND w.node_id = m.node_id AND w.path = m.path AND w.status = 'waiting'
  UNION SELECT run_id FROM run_messages WHERE kind = 'stop'),
${wakeRuns('unheard')}
SELECT * FROM jobs`
