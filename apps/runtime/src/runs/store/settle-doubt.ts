import type { FailureData } from '@tailorbird/flow/node/failure'
import type { Pool } from 'pg'
import { NEXT_SEQ } from './next-seq.ts'
import { wakeRuns } from './wake-runs.ts'

/** What became of a write that nobody was sure of. */
export interface SettledDoubt {
  step: { runId: string; nodeId: string; path: string }
  /** `waiting`: it did not happen, and is to be done again. */
  becomes: 'succeeded' | 'waiting' | 'failed'
  output?: Readonly<Record<string, unknown>>
  failure?: FailureData
  /** The id outside, when it happened. */
  externalId?: string | null
  /** Why the step has failed when it is to be done again and its run has ended meanwhile. */
  ifOver: FailureData
}

/** Writes down what became of a write in doubt, and wakes its run. A run that has ended stays ended. False: nothing is in
 *  doubt there, or the run is held at this moment. */
export async function settleDoubt(pool: Pool, settled: SettledDoubt): Promise<boolean> {
  const { step, becomes, output, failure, externalId, ifOver } = settled
  const { rowCount } = await pool.query(SETTLE, [
    ...[step.runId, step.nodeId, becomes],
    ...[output === undefined ? null : JSON.stringify(output), failure === undefined ? null : JSON.stringify(failure)],
    ...[becomes === 'succeeded' ? 'confirmed' : 'refused', externalId ?? null],
    ...[step.path, JSON.stringify(ifOver)],
  ])
  return rowCount === 1
}

const SETTLE = `
WITH free AS (
  SELECT id, ended_at IS NOT NULL AS over, CASE WHEN ended_at IS NOT NULL AND $3 = 'waiting' THEN 'failed' ELSE $3 END AS becomes
  FROM runs WHERE id = $1 AND lease_owner IS NULL AND (status = 'waiting' OR ended_at IS NOT NULL) FOR UPDATE),
doubted AS (
  UPDATE steps SET seq = ${NEXT_SEQ}, status = becomes, output = $4::jsonb, port = CASE WHEN becomes = 'succeeded' THEN 'out' END,
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
due AS (SELECT run_id AS id FROM doubted),
${wakeRuns('due', 'runs.ended_at IS NULL')},
told AS (SELECT pg_notify('tailorbird_runs', run_id::text) FROM doubted)
SELECT run_id, (SELECT count(*) FROM told) AS told, (SELECT count(*) FROM jobs) AS jobs FROM doubted`
