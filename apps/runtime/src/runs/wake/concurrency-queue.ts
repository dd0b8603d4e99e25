import { resolve } from '@tailorbird/flow/expression/resolve'
import { MissingValue } from '@tailorbird/flow/expression/pill'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import { type SQL, sql } from 'drizzle-orm'
import type { Pool } from 'pg'

/** Runs of the same line take turns, oldest first, so many at a time. */
export interface Line {
  name: string
  width: number
}

interface Starting {
  flowId: string
  environment: string
  index: GraphIndex
  /** The trigger, and what it put out. */
  nodeId: string
  output: unknown
}

/** The line a run stands in; undefined when its flow lets all runs go at once. */
export function concurrencyQueueOf({ flowId, environment, index, nodeId, output }: Starting): Line | undefined {
  const concurrency = index.graph.settings?.concurrency
  if (!concurrency) return undefined
  const line = `${flowId} ${environment}`
  if (concurrency.per === 'flow' || !concurrency.key) return { name: line, width: concurrency.runs }
  try {
    const key = resolve(concurrency.key, { [nodeId]: output })
    return { name: `${line} ${JSON.stringify(key).slice(0, 500)}`, width: concurrency.runs }
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error
    // Without a key it takes turns with all the others that have none.
    return { name: `${line} -`, width: concurrency.runs }
  }
}

/** Holds when fewer older runs of the line than may go at once have not ended. Only older ones count, so whoever claims
 *  first makes no difference. */
export const isItsTurn: SQL = sql`(runs.line IS NULL OR (
  SELECT count(*) FROM runs older WHERE older.line = runs.line AND older.id < runs.id AND older.ended_at IS NULL
) < runs.line_width)`

/** Wakes the oldest runs of a line that may go now. */
export async function wakeQueue(pool: Pool, line: string): Promise<void> {
  await pool.query(WAKE_LINE, [line])
}

/** Wakes the lines that stand still although their first has not ended: who ended before it died before saying so. */
export async function wakeQueues(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT DISTINCT line FROM runs WHERE line IS NOT NULL AND ended_at IS NULL AND status = 'queued'`,
  )
  for (const { line } of rows) await wakeQueue(pool, line)
}

const WAKE_LINE = `
WITH next AS (
  SELECT id, status, lease_owner FROM runs WHERE line = $1 AND ended_at IS NULL ORDER BY id
  LIMIT (SELECT max(line_width) FROM runs WHERE line = $1 AND ended_at IS NULL))
SELECT graphile_worker.add_job('advance', json_build_object('runId', id), job_key := id::text, max_attempts := 25)
FROM next WHERE status = 'queued' AND lease_owner IS NULL`
