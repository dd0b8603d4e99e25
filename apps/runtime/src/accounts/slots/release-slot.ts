import type { LedgerChange } from '@tailorbird/engine/world'
import type { Pool } from 'pg'
import { wakeNext } from './wake-next.ts'

interface SlotPlace {
  accountId: string
  runId: string
  nodeId: string
  path: string
}

interface UsedSlot extends SlotPlace {
  startedAt: Date
  status: LedgerChange['status']
}

/** Stores that a write is in flight no longer, and wakes the next in the account's queue. One that X refused does not count. */
export async function releaseSlot(
  pool: Pool,
  { accountId, runId, nodeId, path, startedAt, status }: UsedSlot,
): Promise<void> {
  const place = [accountId, runId, nodeId, path, startedAt]
  await pool.query(status === 'refused' ? FORGET : SETTLE, place)
  await wakeNext(pool, accountId)
}

/** A write that X did not take keeps its place in the queue. */
export async function returnToQueue(pool: Pool, { accountId, runId, nodeId, path }: SlotPlace): Promise<void> {
  await pool.query(`UPDATE account_slots SET started_at = NULL WHERE ${PLACE}`, [accountId, runId, nodeId, path])
}

const PLACE = `account_id = $1 AND run_id = $2 AND node_id = $3 AND path = $4`

// The place may have asked again meanwhile: only the slot that was used is meant.
const FORGET = `DELETE FROM account_slots WHERE ${PLACE} AND started_at = $5`
const SETTLE = `UPDATE account_slots SET settled_at = now() WHERE ${PLACE} AND started_at = $5`
