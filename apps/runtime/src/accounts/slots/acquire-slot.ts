import type { Pool, PoolClient } from 'pg'
import type { Slot } from '@tailorbird/engine/world'
import { type AccountLimits, readLimits } from '../limits/account-limits.ts'
import { type LimitReason, limitReason } from '../limits/limit-reason.ts'
import { DAY_MS, planSlot } from './plan-slot.ts'

/** A write of a run that wants to go. */
export interface Asking {
  accountId: string
  /** For sentences. */
  username: string
  runId: string
  nodeId: string
  path: string
}

/** What has not come to an end after so long does not count as in flight any more: its process has died.
 *  Seconds. */
const ON_ITS_WAY_SECONDS = 120

/** Whoever waits for others in flight is woken when the first is done; should that be lost, it asks again. */
const ASK_AGAIN_MS = 15_000

/** Lets a write go, or says until when it must wait. Whoever asked first goes first. The account's row is locked
 *  meanwhile, so all processes together keep to the limits; nothing is sent while the lock is held. */
export async function acquireSlot(pool: Pool, asking: Asking, now: Date): Promise<{ slot: Slot; startedAt?: Date }> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const acquired = await acquire(client, asking, now)
    await client.query('COMMIT')
    return acquired
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function acquire(client: PoolClient, asking: Asking, now: Date): Promise<{ slot: Slot; startedAt?: Date }> {
  const { accountId, runId, nodeId, path } = asking
  const place = [accountId, runId, nodeId, path]
  const limits = await readLimits(client, accountId, { lock: true })
  if (!limits) return { slot: 'go' }
  const { rows } = await client.query<{ number: string; started_at: Date | null }>(OWN, [...place, now])
  const [own] = rows
  if (!own) throw new Error('A slot was asked for and not kept.')
  const wait = async (because: LimitReason, at: Date | undefined, until = at) => {
    await client.query(PLAN, [...place, at ?? now])
    return { slot: { until, failure: limitReason(because, { ...limits, username: asking.username }) } }
  }
  if (limits.paused) return wait('paused', undefined)
  if (limits.heldUntil && limits.heldUntil > now) return wait('held', limits.heldUntil)
  // It was let go before and X has not taken it: its place is its own.
  if (own.started_at) return { slot: 'go', startedAt: own.started_at }

  const { ahead, inFlight, started } = await readQueue(client, { ...asking, number: own.number, limits, now })
  const planned = planSlot(limits, { started, ahead }, now)
  if (planned.because) return wait(planned.because, planned.at)
  if (limits.atOnce !== null && ahead >= limits.atOnce - inFlight) {
    return wait('at once', undefined, new Date(now.getTime() + ASK_AGAIN_MS))
  }
  await client.query(GO, [...place, now])
  return { slot: 'go', startedAt: now }
}

interface Reading extends Asking {
  number: string
  limits: AccountLimits
  now: Date
}

async function readQueue(client: PoolClient, { accountId, number, limits, now }: Reading) {
  const { rows } = await client.query<{ ahead: number; in_flight: number }>(QUEUE, [accountId, number, now])
  const latest = await client.query<{ started_at: Date }>(LATEST, [
    accountId,
    new Date(now.getTime() - Math.max(DAY_MS, (limits.secondsBetween ?? 0) * 1000)),
    Math.max(1, limits.perDay ?? 1),
  ])
  const { ahead = 0, in_flight: inFlight = 0 } = rows[0] ?? {}
  return { ahead, inFlight, started: latest.rows.map(({ started_at }) => started_at) }
}

const PLACE = `account_id = $1 AND run_id = $2 AND node_id = $3 AND path = $4`

const OWN = `
WITH asked AS (
  INSERT INTO account_slots (account_id, run_id, node_id, path, slot_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING RETURNING number, started_at)
SELECT number, started_at FROM asked UNION ALL SELECT number, started_at FROM account_slots WHERE ${PLACE}`

const PLAN = `UPDATE account_slots SET slot_at = $5, started_at = NULL, settled_at = NULL WHERE ${PLACE}`
const GO = `UPDATE account_slots SET started_at = $5, slot_at = $5, settled_at = NULL WHERE ${PLACE}`

/** Who has asked and does not wait any more (its run has ended, its way was left) is not in front of anybody. The step
 *  comes to the database a moment later than its slot. */
const QUEUE = `
SELECT
  count(*) FILTER (WHERE started_at IS NULL AND number < $2 AND EXISTS (
    SELECT FROM runs r WHERE r.id = t.run_id AND r.ended_at IS NULL AND coalesce((
      SELECT s.status IN ('started', 'waiting', 'intended') FROM steps s
      WHERE s.run_id = t.run_id AND s.node_id = t.node_id AND s.path = t.path ORDER BY s.attempt DESC LIMIT 1), true)))::int AS ahead,
  count(*) FILTER (WHERE started_at > $3::timestamptz - interval '${ON_ITS_WAY_SECONDS} seconds' AND settled_at IS NULL)::int AS in_flight
FROM account_slots t WHERE account_id = $1 AND settled_at IS NULL`

const LATEST = `
SELECT started_at FROM account_slots WHERE account_id = $1 AND started_at > $2 ORDER BY started_at DESC LIMIT $3`
