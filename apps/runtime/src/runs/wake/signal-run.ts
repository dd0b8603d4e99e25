import { newId } from '@tailorbird/db/columns'
import type { Database } from '@tailorbird/db/database'
import { signals } from '@tailorbird/db/schema/runs'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { asc, inArray } from 'drizzle-orm'
import type { Pool } from 'pg'

export interface Signal {
  runId: string
  nodeId: string
  path: string
  /** JSON; null only says: look again. */
  payload: unknown
}

/** Says something to a waiting node of a run, and wakes the run if it is parked. The run's row is locked first: either
 *  we see it parked, or whoever parks it sees the signal. In a transaction it is said when that is committed. */
export async function signalRun(pool: Pick<Pool, 'query'>, { runId, nodeId, path, payload }: Signal): Promise<void> {
  await pool.query(SIGNAL, [runId, newId(), nodeId, path, JSON.stringify(payload ?? null)])
}

/** What was said to a run and not taken in yet. */
export interface Heard {
  /** By place, as the engine wants it; an answer counts more than a mere "look again". */
  answers: ReadonlyMap<string, unknown>
  ids: readonly string[]
}

/** By run. Runs to which nothing was said are not among them. */
export async function readSignals(db: Database, runIds: readonly string[]): Promise<Map<string, Heard>> {
  const rows = await db
    .select()
    .from(signals)
    .where(inArray(signals.runId, [...runIds]))
    .orderBy(asc(signals.id))
  const heard = new Map<string, { answers: Map<string, unknown>; ids: string[] }>()
  for (const { id, runId, path, nodeId, payload } of rows) {
    const { answers, ids } = heard.get(runId) ?? { answers: new Map<string, unknown>(), ids: [] }
    heard.set(runId, { answers, ids })
    ids.push(id)
    const key = stepKey({ path, nodeId })
    if (payload !== null || !answers.has(key)) answers.set(key, payload)
  }
  return heard
}

/** Forgets what a run has taken in, and wakes it again for what was said while it was in hand. */
export async function forgetSignals(pool: Pool, runId: string, ids: readonly string[]): Promise<void> {
  await pool.query(FORGET, [runId, ids])
}

/** Wakes the runs that were told something and rest all the same: whoever parked them died before it could look. */
export async function wakeUnheard(pool: Pool): Promise<void> {
  await pool.query(UNHEARD)
}

const ADD_JOBS = `
SELECT graphile_worker.add_job('advance', json_build_object('runId', id), job_key := id::text, max_attempts := 25) FROM queued`

const wake = (from: string) => `
queued AS (
  UPDATE runs SET status = 'queued', park_reason = NULL, park_until = NULL, park_connection = NULL
  FROM ${from} AS said WHERE runs.id = said.id AND runs.status = 'waiting' AND runs.lease_owner IS NULL RETURNING runs.id)
${ADD_JOBS}`

const UNHEARD = `
WITH unheard AS (
  SELECT DISTINCT s.run_id AS id FROM signals s
  JOIN steps w ON w.run_id = s.run_id AND w.node_id = s.node_id AND w.path = s.path AND w.status = 'waiting'),
${wake('unheard')}`

/** How the run stands is taken from its locked row: one that was parked while we waited for the lock would look as if it
 *  were still in hand, and sleep on. */
const SIGNAL = `
WITH held AS (SELECT id, status, lease_owner FROM runs WHERE id = $1 AND ended_at IS NULL FOR UPDATE),
said AS (INSERT INTO signals (id, run_id, node_id, path, payload) SELECT $2, id, $3, $4, $5::jsonb FROM held),
queued AS (
  UPDATE runs SET status = 'queued', park_reason = NULL, park_until = NULL, park_connection = NULL
  FROM held WHERE runs.id = held.id AND held.status = 'waiting' AND held.lease_owner IS NULL RETURNING runs.id)
${ADD_JOBS}`

/** A called run may have ended, and a record may have changed or gone, before it was written down that this one waits for
 *  it; nobody was there to be told. The record's row is locked, so that a change which has told those it knew of and is not
 *  committed yet is waited for. */
const FORGET = `
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
${wake('left_over')}`
