import type { Database } from '@tailorbird/db/database'
import { postLedger } from '@tailorbird/db/schema/runs'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import { and, eq, inArray } from 'drizzle-orm'

interface Asked {
  runId: string
  place: StepRef
  accountId: string
  ids: readonly string[]
}

/** Which of the ids on X belong to other steps, as the post ledger has it. What this step itself has claimed before it was
 *  interrupted is not among them. */
export async function claimedByOthers(
  db: Database,
  { runId, place, accountId, ids }: Asked,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .select()
    .from(postLedger)
    .where(and(eq(postLedger.accountId, accountId), inArray(postLedger.externalId, [...ids])))
  const isOwn = (row: (typeof rows)[number]) =>
    row.runId === runId && row.nodeId === place.nodeId && row.path === place.path && row.status !== 'confirmed'
  return new Set(rows.flatMap((row) => (row.externalId === null || isOwn(row) ? [] : [row.externalId])))
}
