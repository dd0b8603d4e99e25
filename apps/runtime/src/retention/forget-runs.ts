import { firstIdAt } from '@tailorbird/db/columns'
import type { Pool } from 'pg'
import { deleteRunsBefore, deleteSurplusRuns } from '../runs/store/delete-runs.ts'

/** 0: for ever, and all. */
export interface Keep {
  days: number
  perFlow: number
}

const DAY_MS = 86_400_000

/** Deletes runs that ended long ago, and of each flow those beyond its newest, with their steps; returns how many. What
 *  was posted stays in the ledger. Goes by ids, which are in the order of time, so that what stays is not read. */
export async function forgetRuns(pool: Pool, { days, perFlow }: Keep): Promise<number> {
  let gone = 0
  if (days > 0) {
    const cutoff = new Date(Date.now() - days * DAY_MS)
    gone += await deleteRunsBefore(pool, { id: firstIdAt(cutoff), endedAt: cutoff })
  }
  if (perFlow > 0) {
    const { rows } = await pool.query<{ flow: string; last: string }>(BEYOND, [perFlow])
    for (const { flow, last } of rows) gone += await deleteSurplusRuns(pool, { flowId: flow, lastId: last })
  }
  return gone
}

/** Of each flow the newest run that is one too many. */
const BEYOND = `
SELECT f.id AS flow, beyond.id AS last FROM flows f CROSS JOIN LATERAL (
  SELECT r.id FROM runs r WHERE r.flow_id = f.id ORDER BY r.id DESC OFFSET $1 LIMIT 1) AS beyond`
