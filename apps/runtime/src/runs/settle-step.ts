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

/** Writes down what a person found out about a write in doubt, and sends the run on its way. A run that was stopped
 *  meanwhile stays ended: what is to be sent again is then a matter for a re-run. False: nothing is in doubt there. */
export async function settleStep(pool: Pool, { runId, nodeId, path, verdict }: Settling): Promise<boolean> {
  const { rowCount } = await pool.query(SETTLE, [runId, nodeId, ...outcomeOf(verdict), path, JSON.stringify(NOT_THERE)])
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

const NOT_THERE = {
  code: 'write.not-there',
  message: 'It was not posted before the run was stopped.',
  hint: 'Run this again to post it.',
}

const SETTLE = `
WITH free AS (
  SELECT id, ended_at IS NOT NULL AS over, CASE WHEN ended_at IS NOT NULL AND $3 = 'waiting' THEN 'failed' ELSE $3 END AS becomes
  FROM runs WHERE id = $1 AND lease_owner IS NULL AND (status = 'waiting' OR ended_at IS NOT NULL) FOR UPDATE),
doubted AS (
  UPDATE steps SET status = becomes, output = $4::jsonb, port = CASE WHEN becomes = 'succeeded' THEN 'out' END,
    failure = CASE WHEN becomes = 'failed' THEN coalesce($5::jsonb, $9::jsonb) END,
    intent = CASE WHEN becomes = 'waiting' THEN NULL ELSE intent END,
    intended_at = CASE WHEN becomes = 'waiting' THEN NULL ELSE intended_at END,
    park_reason = CASE WHEN becomes = 'waiting' THEN 'retry' END, park_until = CASE WHEN becomes = 'waiting' THEN now() END,
    ended_at = CASE WHEN becomes = 'waiting' THEN NULL ELSE now() END
  FROM free WHERE steps.run_id = free.id AND steps.node_id = $2 AND steps.path = $8
    AND (steps.status = 'in doubt' OR (over AND steps.status IN ('intended', 'waiting') AND steps.intent IS NOT NULL)) RETURNING steps.run_id, steps.attempt, steps.path),
settled AS (
  UPDATE post_ledger p SET status = $6, external_id = coalesce($7, external_id), settled_at = now() FROM doubted d
  WHERE p.run_id = d.run_id AND p.node_id = $2 AND p.path = d.path AND p.attempt = d.attempt),
queued AS (
  UPDATE runs SET status = 'queued', park_reason = NULL, park_until = NULL FROM doubted
  WHERE runs.id = doubted.run_id AND runs.ended_at IS NULL RETURNING runs.id),
told AS (SELECT pg_notify('tailorbird_runs', run_id::text) FROM doubted)
SELECT run_id, (SELECT count(*) FROM told) AS told, (
  SELECT count(graphile_worker.add_job('advance', json_build_object('runId', id), job_key := id::text, max_attempts := 25)) FROM queued) AS woken
FROM doubted`
