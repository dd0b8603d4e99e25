import { runs } from '@tailorbird/db/schema/runs'
import type { Database } from '@tailorbird/db/database'
import { asc, inArray, sql } from 'drizzle-orm'
import { ITS_TURN } from './its-turn.ts'

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

const IS_ITS_TURN = sql.raw(ITS_TURN)

const IS_STOPPED = sql`EXISTS (SELECT FROM run_messages m WHERE m.run_id = runs.id AND m.kind = 'stop')`

const IS_DUE = sql`(
  ${IS_STOPPED} AND ${runs.status} IN ('queued', 'waiting')
  OR ${runs.status} = 'queued' AND ${IS_ITS_TURN}
  OR ${runs.status} = 'waiting' AND ${runs.parkUntil} <= now() + interval '50 milliseconds' AND ${IS_ITS_TURN})`
