import type { Database } from '@tailorbird/db/database'
import { runMessages } from '@tailorbird/db/schema/runs'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { and, asc, eq, inArray } from 'drizzle-orm'

/** What was said to a run and not taken in yet. */
export interface Heard {
  /** Whether somebody has stopped the run. */
  isStopped: boolean
  /** By step, as the engine wants it; an answer counts more than a mere "look again". */
  answers: ReadonlyMap<string, unknown>
  /** What is taken in when the run has taken it into account. A stop stays for as long as the run does. */
  numbers: readonly number[]
}

/** By run. Runs to which nothing was said are not among them. */
export async function readMessages(db: Database, runIds: readonly string[]): Promise<Map<string, Heard>> {
  const rows = await db
    .select()
    .from(runMessages)
    .where(inArray(runMessages.runId, [...runIds]))
    .orderBy(asc(runMessages.number))
  const all = Map.groupBy(rows, ({ runId }) => runId)
  return new Map([...all].map(([runId, said]) => [runId, heardIn(said)]))
}

function heardIn(said: readonly (typeof runMessages.$inferSelect)[]): Heard {
  const answers = new Map<string, unknown>()
  const forSteps = said.filter(({ kind }) => kind !== 'stop')
  for (const { nodeId, path, payload } of forSteps) {
    if (nodeId === null) continue
    const key = stepKey({ path, nodeId })
    if (payload !== null || !answers.has(key)) answers.set(key, payload)
  }
  return { answers, isStopped: forSteps.length < said.length, numbers: forSteps.map(({ number }) => number) }
}

/** Those of the runs that somebody has stopped. */
export async function readStops(db: Database, runIds: readonly string[]): Promise<string[]> {
  if (runIds.length === 0) return []
  const rows = await db
    .selectDistinct({ runId: runMessages.runId })
    .from(runMessages)
    .where(and(inArray(runMessages.runId, [...runIds]), eq(runMessages.kind, 'stop')))
  return rows.map(({ runId }) => runId)
}
