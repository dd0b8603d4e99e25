import type { FailureData } from '@tailorbird/flow/node/failure'
import type { Database } from '@tailorbird/db/database'
import { connections } from '@tailorbird/db/schema/connections'
import { flows, triggers } from '@tailorbird/db/schema/flows'
import { approvals } from '@tailorbird/db/schema/runs'
import { users } from '@tailorbird/db/schema/users'
import type { Attention, AttentionItem } from '@tailorbird/contract/attention'
import { and, asc, count, eq, isNotNull, isNull, min, ne, sql } from 'drizzle-orm'
import type { Caller } from '../people/caller.ts'
import { closeApprovals } from '../runs/end/close-approvals.ts'
import { failureInWords } from '../words/failure-in-words.ts'
import { saidIn } from '../words/kept.ts'
import { advice, sentence } from '../words/sentence.ts'

/** Failures that nobody has looked at for so long are history. Days. */
const NEWS_DAYS = 14
/** Lines of one kind; who has more than these looks at the page they lead to. */
const MOST_LINES = 50

type Of<K extends AttentionItem['kind']> = Extract<AttentionItem, { kind: K }>

/** What wants this person: doubts first, for they hold runs up; failures last, for they are over. */
export async function readAttention(caller: Caller, db: Database): Promise<Attention> {
  await closeApprovals(db)
  const [user] = await db.select({ seenAt: users.attentionSeenAt }).from(users).where(eq(users.id, caller.user.id))
  const seenAt = user?.seenAt ?? null
  const found = await Promise.all([
    caller.may('run.view') ? doubts(db) : [],
    caller.may('approval.view') ? openApprovals(db) : [],
    caller.may('connection.view') ? lostConnections(db) : [],
    caller.may('trigger.view') ? pausedTriggers(db) : [],
    caller.may('run.view') ? failures(db, seenAt) : [],
  ])
  return { items: found.flat(), seenAt: seenAt?.toISOString() ?? null }
}

export async function markSeen(caller: Caller, db: Database, at: string | null): Promise<void> {
  await db
    .update(users)
    .set({ attentionSeenAt: at === null ? null : new Date(at) })
    .where(eq(users.id, caller.user.id))
}

/** Runs in which nobody can tell what became of a write: those that wait, and those that were stopped meanwhile. Asked
 *  run by run, for of steps there are very many. */
async function doubts(db: Database): Promise<Of<'doubt'>[]> {
  const unsure = sql`s.status IN ('in doubt', 'intended') OR (s.status = 'waiting' AND s.intent IS NOT NULL)`
  const { rows } = await db.execute<{ id: string; name: string | null; environment: string; at: string }>(sql`
    SELECT r.id, f.name, r.environment, doubt.at FROM (
      SELECT id, flow_id, environment, false AS over FROM runs WHERE lease_owner IS NULL AND ended_at IS NULL AND status = 'waiting'
      UNION ALL
      SELECT id, flow_id, environment, true FROM runs
      WHERE status = 'failed' AND ended_at > now() - make_interval(days => ${NEWS_DAYS})) AS r
    CROSS JOIN LATERAL (
      SELECT max(s.started_at) AS at FROM steps s
      WHERE s.run_id = r.id AND (s.status = 'in doubt' OR (r.over AND (${unsure})))) AS doubt
    LEFT JOIN flows f ON f.id = r.flow_id
    WHERE doubt.at IS NOT NULL ORDER BY r.id DESC LIMIT ${MOST_LINES}`)
  return rows.map(({ id, name, environment, at }) => ({
    ...{ kind: 'doubt', runId: id, flowName: name ?? 'Deleted flow', environment, at: new Date(at).toISOString() },
  }))
}

async function openApprovals(db: Database): Promise<Of<'approvals'>[]> {
  const isOpen = sql`${approvals.status} = 'open'`
  const [all] = await db
    .select({ count: count(), at: min(approvals.askedAt) })
    .from(approvals)
    .where(isOpen)
  if (!all?.at) return []
  const [oldest] = await db
    .select({ title: approvals.title })
    .from(approvals)
    .where(isOpen)
    .orderBy(asc(approvals.askedAt))
    .limit(1)
  return [{ kind: 'approvals', count: all.count, title: oldest?.title ?? '', at: all.at.toISOString() }]
}

async function lostConnections(db: Database): Promise<Of<'connection'>[]> {
  const rows = await db
    .select()
    .from(connections)
    .where(ne(connections.status, 'connected'))
    .orderBy(asc(connections.accountUsername))
    .limit(MOST_LINES)
  return rows.map(({ id, accountUsername, trouble }) => ({
    ...{
      kind: 'connection',
      connectionId: id,
      username: accountUsername,
      why: trouble === null ? '' : sentence(saidIn(trouble)),
    },
  }))
}

async function pausedTriggers(db: Database): Promise<Of<'trigger'>[]> {
  const rows = await db
    .select({ row: triggers, flowName: flows.name })
    .from(triggers)
    .innerJoin(flows, eq(flows.id, triggers.flowId))
    .where(and(eq(triggers.enabled, true), isNotNull(triggers.pausedAt), isNull(flows.deletedAt)))
    .orderBy(asc(triggers.pausedAt))
    .limit(MOST_LINES)
  return rows.map(({ row: { id, flowId, environment, pausedAt, pausedWhy }, flowName }) => ({
    ...{ kind: 'trigger', triggerId: id, flowId, flowName, environment },
    ...{ why: advice(saidIn(pausedWhy ?? '')), at: (pausedAt ?? new Date()).toISOString() },
  }))
}

/** Per flow, what has failed since this person last looked; what a repetition has mended since is none any more. */
async function failures(db: Database, seenAt: Date | null): Promise<Of<'failures'>[]> {
  const { rows } = await db.execute<{
    flow_id: string
    name: string | null
    environment: string
    count: number
    run_id: string
    failure: FailureData | null
    at: Date
  }>(sql`
    SELECT r.flow_id, f.name, r.environment, count(*)::int AS count, max(r.ended_at) AS at,
      (array_agg(r.id ORDER BY r.ended_at DESC))[1] AS run_id,
      (array_agg(r.failure ORDER BY r.ended_at DESC))[1] AS failure
    FROM runs r LEFT JOIN flows f ON f.id = r.flow_id
    WHERE r.status = 'failed' AND NOT r.test
      AND r.ended_at > greatest(${seenAt}::timestamptz, now() - make_interval(days => ${NEWS_DAYS}))
      AND NOT EXISTS (SELECT FROM runs later WHERE later.rerun_of = r.id AND later.status = 'succeeded')
    GROUP BY r.flow_id, f.name, r.environment ORDER BY max(r.ended_at) DESC LIMIT ${MOST_LINES}`)
  return rows.map((row) => ({
    ...{ kind: 'failures', flowId: row.flow_id, flowName: row.name ?? 'Deleted flow', environment: row.environment },
    ...{
      count: row.count,
      runId: row.run_id,
      message: row.failure ? failureInWords(row.failure).message : '',
      at: new Date(row.at).toISOString(),
    },
  }))
}
