import { accountLimits } from '@tailorbird/db/schema/accounts'
import type { Database, Writer } from '@tailorbird/db/database'
import { eq, sql } from 'drizzle-orm'
import { audit } from '../audit/audit.ts'
import { cancelRun } from '../runs/store/cancel-run.ts'
import { ACCOUNTS } from './limits/announce-account.ts'
import type { PostingLimits } from './limits/account-limits.ts'
import { runsWaiting, wakeAll } from './slots/wake-next.ts'

interface By {
  accountId: string
  /** For the audit log. */
  username: string
  userId: string
}

/** Sets what the account may post. What it has posted in the last day counts; who waits asks again. */
export async function limitAccount(db: Database, { accountId, username, userId, ...limits }: By & PostingLimits) {
  await db.transaction(async (tx) => {
    await tx
      .insert(accountLimits)
      .values({ accountId, ...limits })
      .onConflictDoUpdate({ target: accountLimits.accountId, set: { ...limits, updatedAt: new Date() } })
    await tx.execute(sql`
      INSERT INTO account_slots (account_id, run_id, node_id, path, slot_at, started_at, settled_at)
      SELECT account_id, run_id, node_id, path, max(intended_at), max(intended_at),
        CASE WHEN bool_or(status = 'confirmed') THEN max(coalesce(settled_at, intended_at)) END
      FROM post_ledger
      WHERE account_id = ${accountId} AND intended_at > now() - interval '1 day' AND status <> 'refused'
      GROUP BY account_id, run_id, node_id, path
      ON CONFLICT (run_id, node_id, path, account_id) DO UPDATE
      SET started_at = excluded.started_at, settled_at = excluded.settled_at
      WHERE account_slots.started_at IS NULL AND excluded.settled_at IS NOT NULL`)
    await audit(tx, { userId, action: 'account.limited', subject: `@${username}` })
    await announce(tx, accountId)
  })
  await wakeAll(db.$client, accountId)
}

/** Stops all that would be posted as the account, in every process. What is on its way to X at this moment arrives. */
export async function pauseAccount(db: Database, { accountId, username, userId, why }: By & { why: string | null }) {
  await db.transaction(async (tx) => {
    const paused = { pausedAt: new Date(), pausedBy: userId, pausedWhy: why }
    await tx
      .insert(accountLimits)
      .values({ accountId, ...paused })
      .onConflictDoUpdate({ target: accountLimits.accountId, set: paused })
    await audit(tx, { userId, action: 'account.paused', subject: `@${username}`, ...(why !== null && { detail: why }) })
    await announce(tx, accountId)
  })
}

/** Lets the account post again, also when X has said not before later: if it still says so, that holds anew. What has
 *  waited goes on in its order, or its runs are stopped. */
export async function resumeAccount(
  db: Database,
  { accountId, username, userId, waiting }: By & { waiting: 'send' | 'stop' },
) {
  if (waiting === 'stop')
    for (const runId of await runsWaiting(db.$client, accountId)) await cancelRun(db.$client, runId)
  await db.transaction(async (tx) => {
    await tx
      .update(accountLimits)
      .set({ pausedAt: null, pausedBy: null, pausedWhy: null, heldUntil: null, heldWhy: null })
      .where(eq(accountLimits.accountId, accountId))
    await audit(tx, { userId, action: 'account.resumed', subject: `@${username}` })
    await announce(tx, accountId)
  })
  await wakeAll(db.$client, accountId)
}

const announce = (tx: Writer, accountId: string) => tx.execute(sql`SELECT pg_notify(${ACCOUNTS}, ${accountId})`)
