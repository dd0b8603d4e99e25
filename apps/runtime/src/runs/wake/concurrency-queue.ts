import { resolve } from '@tailorbird/flow/expression/resolve'
import { MissingValue } from '@tailorbird/flow/expression/value-of'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { Pool } from 'pg'
import { queueJobs } from '../store/queue-jobs.ts'

/** Runs of the same queue take turns, first come first served, so many at a time. */
export interface ConcurrencyQueue {
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

/** The queue a run stands in; undefined when its flow lets all runs go at once. */
export function concurrencyQueueOf({
  flowId,
  environment,
  index,
  nodeId,
  output,
}: Starting): ConcurrencyQueue | undefined {
  const concurrency = index.graph.settings?.concurrency
  if (!concurrency) return undefined
  const name = `${flowId} ${environment}`
  if (concurrency.per === 'flow' || !concurrency.key) return { name, width: concurrency.runs }
  try {
    const key = resolve(concurrency.key, { [nodeId]: output })
    return { name: `${name} ${JSON.stringify(key).slice(0, 500)}`, width: concurrency.runs }
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error
    // Without a key it takes turns with all the others that have none.
    return { name: `${name} -`, width: concurrency.runs }
  }
}

/** Queues jobs for the first runs of a concurrency queue that may go now. */
export async function wakeQueue(pool: Pool, queue: string): Promise<void> {
  await pool.query(WAKE_QUEUE, [queue])
}

/** The same for every queue that stands still: whoever ended the run before died before it could say so. */
export async function wakeQueues(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ queue: string }>(
    `SELECT DISTINCT queue FROM runs WHERE queue IS NOT NULL AND ended_at IS NULL AND status = 'queued'`,
  )
  for (const { queue } of rows) await wakeQueue(pool, queue)
}

const WAKE_QUEUE = `
WITH next AS (
  SELECT id, status, lease_owner FROM runs WHERE queue = $1 AND ended_at IS NULL ORDER BY queue_place
  LIMIT (SELECT max(queue_width) FROM runs WHERE queue = $1 AND ended_at IS NULL))
${queueJobs(`SELECT id, NULL::timestamptz AS due FROM next WHERE status = 'queued' AND lease_owner IS NULL`)}`
