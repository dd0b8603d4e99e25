import type { Database, Transaction } from '@tailorbird/db/database'
import { steps } from '@tailorbird/db/schema/runs'
import type { History, Step } from '@tailorbird/flow/run/run'
import { asc, inArray } from 'drizzle-orm'
import { asStep } from './rows.ts'

/** What has happened to a run: the latest attempt of each node, by path. */
export async function readHistory(db: Database | Transaction, runId: string): Promise<History> {
  return (await readHistories(db, [runId])).get(runId) ?? new Map<string, Map<string, Step>>()
}

/** The same for several runs, by their ids. */
export async function readHistories(
  db: Database | Transaction,
  runIds: readonly string[],
): Promise<Map<string, History>> {
  const rows = await db
    .select()
    .from(steps)
    .where(inArray(steps.runId, [...runIds]))
    .orderBy(asc(steps.attempt))
  const histories = new Map<string, Map<string, Map<string, Step>>>()
  for (const row of rows) {
    const history = histories.get(row.runId) ?? new Map<string, Map<string, Step>>()
    histories.set(row.runId, history)
    const turn = history.get(row.path) ?? new Map<string, Step>()
    history.set(row.path, turn.set(row.nodeId, asStep(row)))
  }
  return histories
}
