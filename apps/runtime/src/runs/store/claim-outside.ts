import type { StepRef } from '@tailorbird/flow/run/step-ref'
import type { Pool } from 'pg'
import { isClaimedOutside } from './claimed-outside.ts'
import type { Lease } from './pending.ts'

interface Claim {
  run: Lease
  place: StepRef
  attempt: number
  accountId: string
  /** The id of what was found outside. */
  externalId: string
}

/** Writes into the post ledger that what was found outside is what this step wrote. False: it belongs to another step, and
 *  of two that ask at the same time to the one that is stored first; or the run is not held here any more. */
export async function claimOutside(
  pool: Pool,
  { run, place, attempt, accountId, externalId }: Claim,
): Promise<boolean> {
  try {
    const values = [run.id, run.leaseOwner, run.leaseToken, place.nodeId, place.path, attempt, accountId, externalId]
    return (await pool.query(CLAIM, values)).rowCount === 1
  } catch (error) {
    if (isClaimedOutside(error)) return false
    throw error
  }
}

/** The run's row is locked, so that nobody takes the run over in between. */
const CLAIM = `
WITH held AS (SELECT id FROM runs WHERE id = $1 AND lease_owner = $2 AND lease_token = $3 FOR NO KEY UPDATE)
UPDATE post_ledger p SET external_id = $8 FROM held
WHERE p.run_id = held.id AND p.node_id = $4 AND p.path = $5 AND p.attempt = $6 AND p.account_id = $7`
