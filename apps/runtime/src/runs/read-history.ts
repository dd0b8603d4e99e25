import type { Database, Transaction } from '@tailorbird/db/database'
import { steps } from '@tailorbird/db/schema/runs'
import type { History, Step } from '@tailorbird/flow/run/run'
import { asc, eq } from 'drizzle-orm'
import { asStep } from './rows.ts'

/** What has happened to a run: the latest attempt of each node, by path. */
export async function readHistory(db: Database | Transaction, runId: string): Promise<History> {
  const rows = await db.select().from(steps).where(eq(steps.runId, runId)).orderBy(asc(steps.attempt))
  const history = new Map<string, Map<string, Step>>()
  for (const row of rows) {
    const turn = history.get(row.path) ?? new Map<string, Step>()
    history.set(row.path, turn.set(row.nodeId, asStep(row)))
  }
  return history
}
