import type { Database } from '@tailorbird/db/database'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import type { VersionCache } from '../execute/version-cache.ts'
import { type SettledDoubt, settleDoubt } from '../store/settle-doubt.ts'
import { isClaimedOutside } from '../store/claimed-outside.ts'
import { inTheWay } from '../../ground/refusal.ts'
import { settledOutput } from './settled-output.ts'
import { said } from '../../words/said.ts'

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
  const step = { runId, nodeId, path }
  const outcome = await outcomeOf(deps, { ...step, verdict })
  if (!outcome) return false
  try {
    return await settleDoubt(deps.db.$client, { step, ...outcome, ifOver: NOT_THERE })
  } catch (error) {
    if (isClaimedOutside(error)) throw inTheWay('already-claimed', CLAIMED)
    throw error
  }
}

type Outcome = Pick<SettledDoubt, 'becomes' | 'output' | 'failure' | 'externalId'>

async function outcomeOf(deps: SettleDeps, { verdict, ...ref }: Settling): Promise<Outcome | undefined> {
  if (verdict.happened) {
    const settled = await settledOutput(deps, { ...ref, says: verdict.says })
    return settled && { becomes: 'succeeded', ...settled }
  }
  // Begun and nothing outside has changed: the node runs again, as a new attempt.
  if (verdict.then === 'send again') return { becomes: 'waiting' }
  return { becomes: 'failed', failure: said('write.given-up') }
}

const CLAIMED = said('step.claimed-already')

const NOT_THERE = said('write.not-there')
