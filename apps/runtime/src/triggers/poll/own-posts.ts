import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@tailorbird/db/database'
import { postLedger, runs } from '@tailorbird/db/schema/runs'
import type { FlowSettings } from '@tailorbird/flow/graph/graph'
import { type SQL, and, eq, inArray, sql } from 'drizzle-orm'

/** A post is out a moment before its id is in the ledger; that long a look may wait to know whose it is. Milliseconds. */
const SETTLES_WITHIN_MS = 10_000
const LOOK_AGAIN_MS = 200

/** Of these events those that a run of the flow itself has posted, by their key: they start it only if it may start itself. */
export async function ownPosts(
  db: Database,
  flowId: string,
  settings: FlowSettings | undefined,
  events: readonly { key: string }[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0 || settings?.mayStartItself === true) return new Set()
  const ofFlow = (more: SQL | undefined) =>
    db
      .select({ externalId: postLedger.externalId })
      .from(postLedger)
      .innerJoin(runs, eq(runs.id, postLedger.runId))
      .where(and(eq(runs.flowId, flowId), more))
  // Only what was under way when the events were found can be among them: a busy flow must not hold up its trigger.
  const found = new Date().toISOString()
  const underWay = sql`${postLedger.status} = 'intended' AND ${postLedger.intendedAt} BETWEEN ${found}::timestamptz - interval '1 minute' AND ${found}::timestamptz`
  for (let waited = 0; waited < SETTLES_WITHIN_MS; waited += LOOK_AGAIN_MS) {
    if ((await ofFlow(underWay).limit(1)).length === 0) break
    await sleep(LOOK_AGAIN_MS)
  }
  const keys = events.map(({ key }) => key)
  const rows = await ofFlow(inArray(postLedger.externalId, keys))
  return new Set(rows.flatMap(({ externalId }) => externalId ?? []))
}
