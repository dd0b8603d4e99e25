import type { Pool } from 'pg'

export type SettleVerdict =
  | { happened: true; externalId: string; url: string }
  | { happened: false; then: 'send again' | 'fail' }

export interface Settling {
  runId: string
  nodeId: string
  /** Which turn of which loops. */
  path: string
  verdict: SettleVerdict
}

/** Writes down what a person found out about a write in doubt, and sends the run on its way. False: nothing is in doubt there. */
export async function settleStep(pool: Pool, { runId, nodeId, path, verdict }: Settling): Promise<boolean> {
  const { rowCount } = await pool.query(SETTLE, [runId, nodeId, ...outcomeOf(verdict), path])
  return rowCount === 1
}

/** Step status, output, failure, ledger status, id outside. */
function outcomeOf(verdict: SettleVerdict): [string, string | null, string | null, string, string | null] {
  if (verdict.happened) {
    const { externalId: id, url } = verdict
    return ['succeeded', JSON.stringify({ id, text: null, edit_history_tweet_ids: [id], url }), null, 'confirmed', id]
  }
  // Begun and nothing outside has changed: the node runs again, as a new attempt.
  if (verdict.then === 'send again') return ['waiting', null, null, 'refused', null]
  const failure = { code: 'write.given-up', message: 'It was not posted, and somebody decided not to send it again.' }
  return ['failed', null, JSON.stringify(failure), 'refused', null]
}

const SETTLE = `
WITH free AS (SELECT id FROM runs WHERE id = $1 AND status = 'waiting' AND lease_owner IS NULL FOR UPDATE),
doubted AS (
  UPDATE steps SET status = $3, output = $4::jsonb, failure = $5::jsonb, port = CASE WHEN $3 = 'succeeded' THEN 'out' END,
    intent = CASE WHEN $3 = 'waiting' THEN NULL ELSE intent END, intended_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE intended_at END,
    park_reason = CASE WHEN $3 = 'waiting' THEN 'retry' END, park_until = CASE WHEN $3 = 'waiting' THEN now() END,
    ended_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE now() END
  FROM free WHERE steps.run_id = free.id AND steps.node_id = $2 AND steps.path = $8 AND steps.status = 'in doubt' RETURNING steps.run_id, steps.attempt, steps.path),
settled AS (
  UPDATE post_ledger p SET status = $6, external_id = coalesce($7, external_id), settled_at = now() FROM doubted d
  WHERE p.run_id = d.run_id AND p.node_id = $2 AND p.path = d.path AND p.attempt = d.attempt),
queued AS (
  UPDATE runs SET status = 'queued', park_reason = NULL, park_until = NULL FROM doubted WHERE runs.id = doubted.run_id RETURNING runs.id)
SELECT graphile_worker.add_job('advance', json_build_object('runId', id), job_key := id::text, max_attempts := 25),
  pg_notify('tailorbird_runs', id::text) FROM queued`
