import type { Database, Transaction } from '@tailorbird/db/database'
import { connections } from '@tailorbird/db/schema/connections'
import { postLedger, steps } from '@tailorbird/db/schema/runs'
import type { Actor } from '@tailorbird/flow/node/node-type'
import type { History, Step } from '@tailorbird/flow/run/run'
import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { asStep } from './rows.ts'

/** What has happened to a run: the latest attempt of each node, by path. */
export async function readHistory(db: Database | Transaction, runId: string): Promise<History> {
  return (await readHistories(db, [runId])).get(runId)?.history ?? new Map<string, Map<string, Step>>()
}

/** A history with the number of its last change. */
export interface NumberedHistory {
  history: Map<string, Map<string, Step>>
  lastSeq: number
}

/** The same for several runs, by their ids. */
export async function readHistories(
  db: Database | Transaction,
  runIds: readonly string[],
): Promise<Map<string, NumberedHistory>> {
  const rows = await db
    .select({ step: steps, actor: ACTOR })
    .from(steps)
    .leftJoin(postLedger, and(isNotNull(steps.intent), ...SAME_ATTEMPT))
    .leftJoin(connections, eq(connections.id, postLedger.connectionId))
    .where(inArray(steps.runId, [...runIds]))
    .orderBy(asc(steps.attempt))
  const histories = new Map<string, NumberedHistory>()
  for (const { step: row, actor } of rows) {
    const known = histories.get(row.runId) ?? { history: new Map<string, Map<string, Step>>(), lastSeq: 0 }
    const { history } = known
    histories.set(row.runId, known)
    known.lastSeq = Math.max(known.lastSeq, row.seq)
    const turn = history.get(row.path) ?? new Map<string, Step>()
    history.set(row.path, turn.set(row.nodeId, asStep(row, actor ?? undefined)))
  }
  return histories
}

/** Whom a write was intended for, as the ledger has kept it: the connection may be another's by now, or gone. */
const ACTOR = sql<Actor | null>`CASE WHEN ${postLedger.runId} IS NOT NULL THEN json_build_object(
  'connectionId', ${postLedger.connectionId}, 'accountId', ${postLedger.accountId},
  'username', coalesce(${connections.accountUsername}, '')) END`

const SAME_ATTEMPT = [
  eq(postLedger.runId, steps.runId),
  eq(postLedger.nodeId, steps.nodeId),
  eq(postLedger.path, steps.path),
  eq(postLedger.attempt, steps.attempt),
]
