import { queueJobs } from './queue-jobs.ts'

/** SQL of two parts of a `WITH`, `woken` and `jobs`: the runs of the part `from` (by `id`) are waiting no longer, but wait
 *  in the queue for whoever has capacity. A run that somebody holds is left alone: it takes in what was said to it when
 *  it is parked. `besides`: a further condition. */
export const wakeRuns = (from: string, besides = 'true') => `
woken AS (
  UPDATE runs SET status = 'queued', park_reason = NULL, park_until = NULL, park_connection = NULL
  FROM ${from} AS due WHERE runs.id = due.id AND runs.status = 'waiting' AND runs.lease_owner IS NULL AND ${besides}
  RETURNING runs.id),
jobs AS (${queueJobs('SELECT id, NULL::timestamptz AS due FROM woken')})`
