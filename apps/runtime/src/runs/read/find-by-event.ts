import type { Database } from '@tailorbird/db/database'
import { eventKeys, steps } from '@tailorbird/db/schema/runs'
import { and, eq } from 'drizzle-orm'

/** The run that an event of a trigger has started, and what the trigger put out then; null when that is no longer kept. */
export async function findByEvent(
  db: Database,
  { triggerId, nodeId, eventKey }: { triggerId: string; nodeId: string; eventKey: string },
): Promise<{ id: string; output: unknown } | undefined> {
  const [run] = await db
    .select({ id: eventKeys.runId, output: steps.output })
    .from(eventKeys)
    .leftJoin(steps, and(eq(steps.runId, eventKeys.runId), eq(steps.nodeId, nodeId), eq(steps.path, '')))
    .where(and(eq(eventKeys.triggerId, triggerId), eq(eventKeys.key, eventKey)))
  return run
}
