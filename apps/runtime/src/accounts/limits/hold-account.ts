import type { Pool } from 'pg'
import { ACCOUNTS } from './announce-account.ts'

interface Hold {
  accountId: string
  /** Unset: until a person lets it go on. */
  until: Date | undefined
  why: string
}

/** Keeps that X takes nothing more from an account. Never shortens what holds already. */
export async function holdAccount(pool: Pool, { accountId, until, why }: Hold): Promise<void> {
  await pool.query(until ? HOLD : STOP, until ? [accountId, until, why, ACCOUNTS] : [accountId, why, ACCOUNTS])
}

const HOLD = `
WITH held AS (
  INSERT INTO account_limits AS l (account_id, held_until, held_why) VALUES ($1, $2, $3)
  ON CONFLICT (account_id) DO UPDATE SET held_until = excluded.held_until, held_why = excluded.held_why
  WHERE l.held_until IS NULL OR l.held_until < excluded.held_until RETURNING account_id)
SELECT pg_notify($4, account_id) FROM held`

const STOP = `
WITH stopped AS (
  INSERT INTO account_limits AS l (account_id, paused_at, paused_why) VALUES ($1, now(), $2)
  ON CONFLICT (account_id) DO UPDATE SET paused_at = now(), paused_by = NULL, paused_why = excluded.paused_why
  WHERE l.paused_at IS NULL RETURNING account_id)
SELECT pg_notify($3, account_id) FROM stopped`
