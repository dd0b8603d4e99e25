/** SQL that holds when fewer runs of the same concurrency queue than may go at once are in front of `runs` and have not
 *  ended. Only those in front count, so it makes no difference who claims first. */
export const ITS_TURN = `(runs.queue IS NULL OR (
  SELECT count(*) FROM runs before WHERE before.queue = runs.queue AND before.queue_place < runs.queue_place AND before.ended_at IS NULL
) < runs.queue_width)`
