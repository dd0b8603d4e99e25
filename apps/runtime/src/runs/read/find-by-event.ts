import type { Database } from '@tailorbird/db/database'
import { eventKeys } from '@tailorbird/db/schema/runs'
import { and, eq } from 'drizzle-orm'

/** The run that an event of a trigger has started. */
export async function findByEvent(db: Database, triggerId: string, eventKey: string): Promise<string | undefined> {
  const [run] = await db
    .select({ id: eventKeys.runId })
    .from(eventKeys)
    .where(and(eq(eventKeys.triggerId, triggerId), eq(eventKeys.key, eventKey)))
  return run?.id
}
