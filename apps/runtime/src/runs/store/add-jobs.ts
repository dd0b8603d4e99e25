/** SQL that gives a job to every run that a query finds by `id`. A job that is there already stays the only one. */
export const addJobs = (ids: string) =>
  `SELECT graphile_worker.add_job('advance', json_build_object('runId', id), job_key := id::text, max_attempts := 25) FROM (${ids}) AS due`
