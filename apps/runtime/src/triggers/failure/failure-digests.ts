import type { Database } from '@tailorbird/db/database'
import { triggers } from '@tailorbird/db/schema/flows'
import { PORT_OF } from '@tailorbird/engine/step/ending'
import type { FailureData } from '@tailorbird/flow/node/failure'
import { Failure } from '@tailorbird/flow/node/failure'
import { eq, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import { runRequest } from '../../runs/start/run-request.ts'
import { DEEPEST } from '../../runs/start/call-flow.ts'
import { type FailedRun, digestOutput } from '../../runs/end/failure-output.ts'
import type { RunStarter } from '../../runs/start/run-starter.ts'
import type { VersionCache } from '../../runs/execute/version-cache.ts'
import { type ArmedTrigger, fixedParams, loadTrigger } from '../armed/armed-trigger.ts'
import { kept } from '../../words/kept.ts'

export interface DigestDeps {
  db: Database
  log: Logger
  versions: VersionCache
  starter: RunStarter
}

/** A run that failed at the last moment of a period may be on its way to the disk a little longer. Milliseconds. */
export const SETTLES_MS = 15_000

/** The most failures a digest lists; its count is that of all. */
const MOST_LISTED = 200

/** Starts the digests that are due: one run for all failures since the last one, and none when there were none. The end of
 *  the period is the event's key, and the cursor moves with the run's birth: however many processes do this at once, and
 *  however long none did, each failure is in one digest. */
export async function startDigests(deps: DigestDeps, now = new Date()): Promise<void> {
  const settled = new Date(now.getTime() - SETTLES_MS)
  const rows = await deps.db
    .select()
    .from(triggers)
    .where(
      sql`${triggers.source} = 'failure' AND ${triggers.enabled} AND ${triggers.pausedAt} IS NULL
        AND ${triggers.nextAt} <= ${settled} AND ${triggers.cursor} IS NOT NULL`,
    )
  for (const row of rows) {
    try {
      const armed = await loadTrigger(row, deps.versions)
      if (armed) await startDigest(deps, armed, settled)
    } catch (error) {
      deps.log.warn({ triggerId: row.id, err: error }, 'a digest of failures could not be started')
      // A schedule that makes no sense is left alone until it is changed.
      if (error instanceof Failure) {
        await deps.db
          .update(triggers)
          .set({ trouble: kept(error.data), nextAt: null })
          .where(eq(triggers.id, row.id))
      }
    }
  }
}

async function startDigest({ db, starter }: DigestDeps, armed: ArmedTrigger, settled: Date): Promise<void> {
  const { row, type } = armed
  const plan = type.source === 'failure' ? type.digest?.(fixedParams(armed, type.params)) : undefined
  if (!plan || row.cursor === null) return
  const since = new Date(row.cursor)
  const until = plan.between(since, settled).at(-1)
  const move = {
    id: row.id,
    cursor: (until ?? since).toISOString(),
    last_at: (until ?? row.lastAt)?.toISOString() ?? null,
    next_at: plan.nextAfter(until ?? settled)?.toISOString() ?? null,
  }
  const found = until ? await failedBetween(db, { row, since, until }) : { runs: [], count: 0, depth: 0 }
  const request = runRequest(armed, {
    eventKey: `digest ${move.cursor}`,
    output: digestOutput(found.runs, { count: found.count, environment: row.environment }),
    cause: found.count === 1 ? 'A run failed' : `${found.count} runs failed`,
    depth: found.depth + 1,
  })
  await starter.startFromTrigger(move, found.count === 0 ? [] : [request])
}

/** The runs that failed after the one moment and not after the other, and whose flow names this one for that. */
async function failedBetween(
  db: Database,
  { row, since, until }: { row: ArmedTrigger['row']; since: Date; until: Date },
): Promise<{ runs: FailedRun[]; count: number; depth: number }> {
  const { rows } = await db.execute<{
    id: string
    flow_id: string
    flow_name: string
    failure: FailureData | null
    node: string | null
    started_at: string
    depth: number
    all: number
  }>(sql`
    SELECT r.id, r.flow_id, f.name AS flow_name, r.failure, r.started_at, r.depth, (count(*) OVER ())::int AS all,
      (SELECT n ->> 'label' FROM steps s, jsonb_array_elements(v.graph -> 'nodes') AS n
       WHERE s.run_id = r.id AND (s.status = 'failed' OR s.port = ${PORT_OF.run}) AND n ->> 'id' = s.node_id ORDER BY s.ended_at DESC LIMIT 1) AS node
    FROM runs r JOIN versions v ON v.id = r.version_id JOIN flows f ON f.id = r.flow_id
    WHERE r.status = 'failed' AND r.ended_at > ${since} AND r.ended_at <= ${until} AND NOT r.test AND r.depth < ${DEEPEST}
      AND r.environment = ${row.environment} AND v.graph -> 'settings' ->> 'onFailure' = ${row.flowId}
    ORDER BY r.ended_at DESC LIMIT ${MOST_LISTED}`)
  const runs = rows.toReversed().map((found) => ({
    ...{ runId: found.id, flowId: found.flow_id, flowName: found.flow_name, environment: row.environment },
    ...{ failure: found.failure, node: found.node ?? '', startedAt: new Date(found.started_at) },
  }))
  return { runs, count: rows[0]?.all ?? 0, depth: Math.max(0, ...rows.map(({ depth }) => depth)) }
}
