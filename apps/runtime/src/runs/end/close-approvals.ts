import type { Writer } from '@tailorbird/db/database'
import { sql } from 'drizzle-orm'

/** Closes what nobody can answer any more: its time is up, or its run has ended. Looks at open ones alone, of which
 *  there are few, so that whoever reads may do it first. */
export async function closeApprovals(db: Writer): Promise<void> {
  await db.execute(sql`
    UPDATE approvals a SET status = CASE WHEN a.expires_at <= now() THEN 'expired' ELSE 'withdrawn' END
    FROM runs r WHERE r.id = a.run_id AND a.status = 'open'
      AND (a.expires_at <= now() OR r.ended_at IS NOT NULL OR EXISTS (
        SELECT FROM run_messages m WHERE m.run_id = r.id AND m.kind = 'stop'))`)
}
