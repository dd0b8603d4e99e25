import type { Database } from '@tailorbird/db/database'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import type { VersionCache } from '../execute/version-cache.ts'
import { type Settled, settledOutput } from './settled-output.ts'

export type SettleVerdict =
  /** `says`: what the node's form asks for. */
  { happened: true; says: Readonly<Record<string, unknown>> } | { happened: false; then: 'send again' | 'fail' }

export interface Settling extends StepRef {
  runId: string
  verdict: SettleVerdict
}

interface SettleDeps {
  db: Database
  versions: VersionCache
}

/** Writes down what a person found out about a write in doubt, and sends the run on its way. A run that was stopped
 *  meanwhile stays ended: what is to be sent again is then a matter for a re-run. False: nothing is in doubt there.
 *  Throws a `Refusal` when the node cannot make an output of what was said. */
export async function settleStep(deps: SettleDeps, { runId, nodeId, path, verdict }: Settling): Promise<boolean> {
  const outcome = await outcomeOf(deps, { runId, nodeId, path, verdict })
  if (!outcome) return false
  const { rowCount } = await deps.db.$client.query(SETTLE, [runId, nodeId, ...outcome, path, JSON.stringify(NOT_THERE)])
  return rowCount === 1
}

/** Step status, output, failure, ledger status, id outside. */
type Outcome = [string, string | null, string | null, string, string | null]

async function outcomeOf(deps: SettleDeps, { verdict, ...ref }: Settling): Promise<Outcome | undefined> {
  if (verdict.happened) {
    const settled = await settledOutput(deps, { ...ref, says: verdict.says })
    return settled && succeeded(settled)
  }
  // Begun and nothing outside has changed: the node runs again, as a new attempt.
  if (verdict.then === 'send again') return ['waiting', null, null, 'refused', null]
  const failure = { code: 'write.given-up', message: 'It was not posted, and somebody decided not to send it again.' }
  return ['failed', null, JSON.stringify(failure), 'refused', null]
}

const succeeded = ({ output, externalId }: Settled): Outcome => [
  'succeeded',
  JSON.stringify(output),
  null,
  'confirmed',
  externalId,
]

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
