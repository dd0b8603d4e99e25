/** SQL that queues a job for each run that a query finds: `id`, and `due`, when the job may begin (null: now). A job that
 *  is there already stays the only one. Its row says how many there were, in `jobs`; none when there were none. */
export const queueJobs = (runs: string) => `
  SELECT count(*) AS jobs FROM (
    SELECT array_agg(('advance', json_build_object('runId', id), NULL, coalesce(due, now()), 25, id::text, NULL, NULL)::graphile_worker.job_spec) AS specs
    FROM (${runs}) AS resting) AS queued_jobs, graphile_worker.add_jobs(queued_jobs.specs)
  WHERE queued_jobs.specs IS NOT NULL`
