import type { Database } from '@tailorbird/db/database'
import { signals } from '@tailorbird/db/schema/runs'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { asc, inArray } from 'drizzle-orm'

/** What was said to a run and not taken in yet. */
export interface Heard {
  /** By step, as the engine wants it; an answer counts more than a mere "look again". */
  answers: ReadonlyMap<string, unknown>
  ids: readonly string[]
}

/** By run. Runs to which nothing was said are not among them. */
export async function readSignals(db: Database, runIds: readonly string[]): Promise<Map<string, Heard>> {
  const rows = await db
    .select()
    .from(signals)
    .where(inArray(signals.runId, [...runIds]))
    .orderBy(asc(signals.id))
  const heard = new Map<string, { answers: Map<string, unknown>; ids: string[] }>()
  for (const { id, runId, path, nodeId, payload } of rows) {
    const { answers, ids } = heard.get(runId) ?? { answers: new Map<string, unknown>(), ids: [] }
    heard.set(runId, { answers, ids })
    ids.push(id)
    const key = stepKey({ path, nodeId })
    if (payload !== null || !answers.has(key)) answers.set(key, payload)
  }
  return heard
}
