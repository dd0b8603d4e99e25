import type { Database } from '@tailorbird/db/database'
import { runs } from '@tailorbird/db/schema/runs'
import { and, eq } from 'drizzle-orm'

/** The run that an event of a trigger has started. */
export async function findByEvent(db: Database, triggerId: string, eventKey: string): Promise<string | undefined> {
  const [run] = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.triggerId, triggerId), eq(runs.eventKey, eventKey)))
  return run?.id
}
