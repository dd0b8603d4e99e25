import type { Database } from '@tailorbird/db/database'
import { runMessages } from '@tailorbird/db/schema/runs'
import { type StepRef, stepKey } from '@tailorbird/flow/run/step-ref'
import { asc, inArray } from 'drizzle-orm'

/** What was said to a run and not taken in yet. */
export interface Heard {
  /** Whether somebody has stopped the run. */
  isStopped: boolean
  /** By step, as the engine wants it; an answer counts more than a mere "look again". */
  answers: ReadonlyMap<string, unknown>
  /** What is taken in when the run has taken it into account. A stop stays for as long as the run does. */
  numbers: readonly number[]
  /** What was said to steps, in the order in which it was said. */
  messages: readonly (StepRef & { number: number; payload: unknown })[]
}

/** By run. Runs to which nothing was said are not among them. */
export async function readMessages(db: Database, runIds: readonly string[]): Promise<Map<string, Heard>> {
  if (runIds.length === 0) return new Map()
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
  const messages = said.flatMap(({ number, nodeId, path, payload }) =>
    nodeId === null ? [] : [{ number, nodeId, path, payload }],
  )
  for (const message of messages) {
    const key = stepKey(message)
    if (message.payload !== null || !answers.has(key)) answers.set(key, message.payload)
  }
  const isStopped = said.some(({ kind }) => kind === 'stop')
  return { answers, isStopped, numbers: messages.map(({ number }) => number), messages }
}
