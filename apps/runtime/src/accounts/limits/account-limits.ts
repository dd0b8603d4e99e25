import type { Pool } from 'pg'

/** What people allow an account; null: no limit. */
export interface PostingLimits {
  /** Posts in any 24 hours. */
  perDay: number | null
  secondsBetween: number | null
  /** Posts on their way to X at the same time. */
  atOnce: number | null
}

/** What holds for an account at the moment. */
export interface AccountLimits extends PostingLimits {
  paused: { at: Date; by: string | null; why: string | null } | undefined
  /** X takes nothing more before this. */
  heldUntil: Date | undefined
  heldWhy: string | undefined
}

interface Row {
  per_day: number | null
  seconds_between: number | null
  at_once: number | null
  paused_at: Date | null
  paused_by_name: string | null
  paused_why: string | null
  held_until: Date | null
  held_why: string | null
}

/** The limits of an account; undefined when it has none. */
export async function readLimits(
  pool: Pick<Pool, 'query'>,
  accountId: string,
  { lock = false } = {},
): Promise<AccountLimits | undefined> {
  const { rows } = await pool.query<Row>(lock ? `${LIMITS} FOR UPDATE OF l` : LIMITS, [accountId])
  const [row] = rows
  return (
    row && {
      ...{ perDay: row.per_day, secondsBetween: row.seconds_between, atOnce: row.at_once },
      paused: row.paused_at ? { at: row.paused_at, by: row.paused_by_name, why: row.paused_why } : undefined,
      heldUntil: row.held_until ?? undefined,
      heldWhy: row.held_why ?? undefined,
    }
  )
}

/** Whether all that the account wants to write may go at once. */
export const isFree = (limits: AccountLimits | undefined, now: Date) =>
  !limits || (!limits.paused && (limits.heldUntil === undefined || limits.heldUntil <= now) && !hasLimits(limits))

export const hasLimits = ({ perDay, secondsBetween, atOnce }: PostingLimits) =>
  perDay !== null || secondsBetween !== null || atOnce !== null

const LIMITS = `
SELECT l.*, u.name AS paused_by_name FROM account_limits l LEFT JOIN users u ON u.id = l.paused_by WHERE l.account_id = $1`
