import { runs } from '@tailorbird/db/schema/runs'
import type { Database } from '@tailorbird/db/database'
import { asc, inArray, sql } from 'drizzle-orm'

/** Claims those of the runs that nobody holds, that are due, and whose turn it is, and returns their rows. A run that was
 *  stopped is claimed whether or not it is due, so that it ends. The rows are locked in the order of their ids, as
 *  everybody does who locks several. */
export async function claimRuns(
  db: Database,
  { runIds, leaseOwner }: { runIds: readonly string[]; leaseOwner: string },
): Promise<(typeof runs.$inferSelect)[]> {
  const due = db
    .select({ id: runs.id })
    .from(runs)
    .where(sql`${inArray(runs.id, [...runIds])} AND ${runs.leaseOwner} IS NULL AND ${IS_DUE}`)
    .orderBy(asc(runs.id))
    .for('update')
  return db
    .update(runs)
    .set({
      ...{ leaseOwner, leaseToken: sql`${runs.leaseToken} + 1`, status: 'running' as const },
      ...{ parkReason: null, parkUntil: null, parkConnection: null },
    })
    .where(sql`${runs.id} IN ${due}`)
    .returning()
}

/** Holds when fewer runs of the same concurrency queue than may go at once are in front and have not ended. Only those in
 *  front count, so it makes no difference who claims first. */
const IS_ITS_TURN = sql`(runs.queue IS NULL OR (
  SELECT count(*) FROM runs before WHERE before.queue = runs.queue AND before.queue_place < runs.queue_place AND before.ended_at IS NULL
) < runs.queue_width)`

const IS_STOPPED = sql`EXISTS (SELECT FROM run_messages m WHERE m.run_id = runs.id AND m.kind = 'stop')`

const IS_DUE = sql`(
  ${IS_STOPPED} AND ${runs.status} IN ('queued', 'waiting')
  OR ${runs.status} = 'queued' AND ${IS_ITS_TURN}
  OR ${runs.status} = 'waiting' AND ${runs.parkUntil} <= now() + interval '50 milliseconds' AND ${IS_ITS_TURN})`
