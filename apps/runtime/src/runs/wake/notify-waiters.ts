import type { Pool } from 'pg'
import { notifySteps } from '../store/notify-steps.ts'

/** Has every step look again that waits for this key, e.g. `record:<id>`. Inside a transaction the news comes with its
 *  commit. */
export async function notifyWaiters(pool: Pick<Pool, 'query'>, key: string): Promise<void> {
  await notifySteps(pool, {
    select: `SELECT run_id, node_id, path FROM steps WHERE wakes = $1 AND status = 'waiting'`,
    values: [key],
  })
}
