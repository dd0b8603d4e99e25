import { accountKey } from '@tailorbird/flow/run/account-key'
import type { Pool } from 'pg'
import { notifySteps } from '../../runs/store/notify-steps.ts'

/** Wakes those in an account's queue that may go now that one is done. */
export async function wakeNext(pool: Pool, accountId: string): Promise<void> {
  await notifySteps(pool, { select: NEXT, values: [accountId] })
}

/** Wakes all who wait for the account: what holds for it has changed, and each asks again. */
export async function wakeAll(pool: Pick<Pool, 'query'>, accountId: string): Promise<void> {
  await notifySteps(pool, { select: `SELECT run_id, node_id, path FROM (${ALL}) waiting`, values: [accountId] })
}

/** Wakes those who wait for a person although nobody holds their account any more: whoever let it go on died before
 *  saying so. */
export async function wakeForgotten(pool: Pool): Promise<void> {
  await notifySteps(pool, { select: FORGOTTEN, values: [] })
}

/** The runs that wait for the account, first in its queue first. */
export async function runsWaiting(pool: Pool, accountId: string): Promise<string[]> {
  const { rows } = await pool.query<{ run_id: string }>(
    `SELECT run_id FROM (${ALL}) waiting GROUP BY run_id ORDER BY min(number)`,
    [accountId],
  )
  return rows.map(({ run_id }) => run_id)
}

/** Those who asked for a slot and have ended since without one wait for nothing. */
const WAITING = `
SELECT t.run_id, t.node_id, t.path, t.number FROM account_slots t JOIN runs ON runs.id = t.run_id AND runs.ended_at IS NULL
WHERE t.account_id = $1 AND t.started_at IS NULL`

/** Those too that only read: they wait until the account may be used again, in no order. */
const ALL = `${WAITING} UNION ALL
SELECT s.run_id, s.node_id, s.path, NULL FROM steps s JOIN runs ON runs.id = s.run_id AND runs.ended_at IS NULL
WHERE s.wakes = '${accountKey('')}' || $1::text AND s.status = 'waiting'`

/** Only a limit on what is in flight makes anybody wait for the end of another's write. */
const NEXT = `
SELECT run_id, node_id, path FROM (${WAITING}) waiting WHERE EXISTS (
  SELECT FROM account_limits WHERE account_id = $1 AND at_once IS NOT NULL)
ORDER BY number LIMIT (SELECT at_once FROM account_limits WHERE account_id = $1)`

const FORGOTTEN = `
SELECT t.run_id, t.node_id, t.path FROM account_slots t
JOIN runs ON runs.id = t.run_id AND runs.status = 'waiting' AND runs.lease_owner IS NULL AND runs.park_until IS NULL
JOIN account_limits l ON l.account_id = t.account_id AND l.paused_at IS NULL
WHERE t.started_at IS NULL AND EXISTS (
  SELECT FROM steps s WHERE s.run_id = t.run_id AND s.node_id = t.node_id AND s.path = t.path AND s.status = 'waiting')
UNION ALL
SELECT s.run_id, s.node_id, s.path FROM steps s
JOIN runs ON runs.id = s.run_id AND runs.status = 'waiting' AND runs.lease_owner IS NULL AND runs.park_until IS NULL
JOIN account_limits l ON s.wakes = '${accountKey('')}' || l.account_id AND l.paused_at IS NULL
WHERE s.status = 'waiting'`
