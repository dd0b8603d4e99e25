import type { Database } from '@tailorbird/db/database'
import type { Account } from '@tailorbird/contract/accounts'
import { notFound } from '../ground/refusal.ts'
import type { Caller } from '../people/caller.ts'
import { saidIn } from '../words/kept.ts'
import { advice, sentence } from '../words/sentence.ts'
import { said } from '../words/said.ts'

/** Every account that somebody has connected, with what it may post and what waits. By name. */
export async function listAccounts(caller: Caller, db: Database): Promise<Account[]> {
  return caller.may('account.view') ? allAccounts(db) : []
}

async function allAccounts(db: Database): Promise<Account[]> {
  const { rows } = await db.$client.query<Row>(ACCOUNTS)
  return rows.map(show)
}

/** One of them. Throws `Refusal`. */
export async function showAccount(db: Database, id: string): Promise<Account> {
  const account = (await allAccounts(db)).find((candidate) => candidate.id === id)
  if (!account) throw notFound(said('not-found.account'))
  return account
}

interface Row {
  id: string
  username: string
  name: string
  avatar_url: string | null
  target: Account['target']
  per_day: number | null
  seconds_between: number | null
  at_once: number | null
  paused_at: Date | null
  paused_by: string | null
  paused_why: string | null
  held_until: Date | null
  held_why: string | null
  posts: number
  waiting: number
  next_at: Date | null
}

function show(row: Row): Account {
  const { id, username, name, target, posts, waiting } = row
  return {
    ...{ id, username, name, target, avatarUrl: row.avatar_url, postsLastDay: posts, waiting },
    limits: { perDay: row.per_day, secondsBetween: row.seconds_between, atOnce: row.at_once },
    paused: row.paused_at && {
      at: row.paused_at.toISOString(),
      by: row.paused_by,
      why: row.paused_why && advice(saidIn(row.paused_why)),
    },
    held: row.held_until && { until: row.held_until.toISOString(), why: sentence(saidIn(row.held_why ?? '')) },
    nextAt: row.next_at?.toISOString() ?? null,
  }
}

/** An account may be connected twice; the latest connection knows its names best. */
const ACCOUNTS = `
WITH known AS (
  SELECT DISTINCT ON (c.account_id) c.account_id AS id, c.account_username AS username, c.account_name AS name, c.avatar_url, a.target
  FROM connections c JOIN x_apps a ON a.id = c.app_id ORDER BY c.account_id, c.created_at DESC),
posted AS (
  SELECT account_id, count(*)::int AS posts FROM post_ledger
  WHERE intended_at > now() - interval '1 day' AND status <> 'refused' GROUP BY account_id),
queued AS (
  SELECT t.account_id, count(*)::int AS waiting, min(t.slot_at) AS next_at FROM account_slots t
  JOIN runs ON runs.id = t.run_id AND runs.ended_at IS NULL WHERE t.started_at IS NULL GROUP BY t.account_id)
SELECT known.*, l.per_day, l.seconds_between, l.at_once, l.paused_at, u.name AS paused_by, l.paused_why,
  CASE WHEN l.held_until > now() THEN l.held_until END AS held_until, l.held_why,
  coalesce(posted.posts, 0) AS posts, coalesce(queued.waiting, 0) AS waiting,
  CASE WHEN l.paused_at IS NULL THEN queued.next_at END AS next_at
FROM known LEFT JOIN account_limits l ON l.account_id = known.id LEFT JOIN users u ON u.id = l.paused_by
LEFT JOIN posted ON posted.account_id = known.id LEFT JOIN queued ON queued.account_id = known.id
ORDER BY lower(known.username)`
