import type { Database } from '@tailorbird/db/database'
import { deployments, flows, triggers, versions } from '@tailorbird/db/schema/flows'
import { runs, steps } from '@tailorbird/db/schema/runs'
import { PORT_OF } from '@tailorbird/engine/step/ending'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { and, desc, eq, isNull, or } from 'drizzle-orm'
import type { Pool } from 'pg'
import { closeApprovals } from './close-approvals.ts'
import { DEEPEST } from '../start/call-flow.ts'
import { failureOutput } from './failure-output.ts'
import { wakeQueue } from '../wake/concurrency-queue.ts'
import { cancelCalled } from '../store/cancel-run.ts'
import { notifyWaiters } from '../wake/notify-waiters.ts'
import { type RunRequest, runRequest } from '../start/run-request.ts'
import type { VersionCache } from '../execute/version-cache.ts'

interface AfterRunDeps {
  db: Database
  pool: Pool
  versions: VersionCache
  start(request: RunRequest): Promise<string>
}

export interface Ended {
  id: string
  parentRun?: string | undefined
  queue?: string | undefined
  failed: boolean
  /** Those it has called must not go on without it. */
  cancelled?: boolean
  /** It may have asked people something. */
  asks?: boolean
}

/** What follows when a run has ended: its caller goes on, the next of its queue comes, and a failure starts the flow that
 *  is there for it. Each may be repeated; the sweep does so for a process that died in between. */
export async function afterRun(
  house: AfterRunDeps,
  { id, parentRun, queue, failed, cancelled, asks }: Ended,
): Promise<void> {
  if (asks) await closeApprovals(house.db)
  if (cancelled) await cancelCalled(house.pool, id)
  if (parentRun !== undefined) await notifyWaiters(house.pool, `run:${id}`)
  if (queue !== undefined) await wakeQueue(house.pool, queue)
  if (failed) await startOnFailure(house, id)
}

/** Starts the on-failure flow of a failed run, once: the run's id is the event's key. Tests start none. */
async function startOnFailure({ db, versions: cache, start }: AfterRunDeps, runId: string): Promise<void> {
  const [found] = await db
    .select({ run: runs, graph: versions.graph, flowName: flows.name })
    .from(runs)
    .innerJoin(versions, eq(versions.id, runs.versionId))
    .innerJoin(flows, eq(flows.id, runs.flowId))
    .where(and(eq(runs.id, runId), eq(runs.status, 'failed'), eq(runs.test, false)))
  const flowId = found?.graph.settings?.onFailure
  if (!found || flowId === undefined || found.run.depth >= DEEPEST) return
  const { run, flowName } = found
  const [trigger] = await db
    .select()
    .from(triggers)
    .innerJoin(
      deployments,
      and(eq(deployments.flowId, triggers.flowId), eq(deployments.environment, triggers.environment)),
    )
    .where(
      and(
        eq(triggers.flowId, flowId),
        eq(triggers.environment, run.environment),
        eq(triggers.source, 'failure'),
        eq(triggers.enabled, true),
        isNull(triggers.pausedAt),
      ),
    )
  if (!trigger) return
  const row = trigger.triggers
  // Failures for a digest are collected when it is due.
  if (row.nextAt !== null) return
  const node = await failedNode(db, { runId, graph: found.graph })
  const output = failureOutput({ ...run, runId, flowName, node })
  const event = { eventKey: runId, output, cause: `A run of ${flowName} failed`, depth: run.depth + 1 }
  await start(runRequest({ row, index: await cache.get(row.versionId) }, event))
}

/** What the node is called at which the run failed, or that ended it as failed; empty when it was stopped from outside. */
async function failedNode(db: Database, { runId, graph }: { runId: string; graph: Graph }): Promise<string> {
  const [failed] = await db
    .select({ nodeId: steps.nodeId })
    .from(steps)
    .where(and(eq(steps.runId, runId), or(eq(steps.status, 'failed'), eq(steps.port, PORT_OF.run))))
    .orderBy(desc(steps.endedAt))
    .limit(1)
  return graph.nodes.find(({ id }) => id === failed?.nodeId)?.label ?? ''
}

/** Failed runs of the last hour whose on-failure flow has not been started: their process died in between. */
export async function startMissedFailures(house: AfterRunDeps): Promise<void> {
  const { rows } = await house.pool.query<{ id: string }>(MISSED)
  for (const { id } of rows) await startOnFailure(house, id)
}

/** By the index of failed runs first; of those the few whose flow has another one to start. A trigger that collects for a
 *  digest has a next time, and one that did so until lately has told of what failed before its last. */
const MISSED = `
SELECT r.id FROM runs r JOIN versions v ON v.id = r.version_id
JOIN triggers t ON t.flow_id = (v.graph->'settings'->>'onFailure')::uuid AND t.environment = r.environment
  AND t.source = 'failure' AND t.enabled AND t.paused_at IS NULL AND t.next_at IS NULL
WHERE r.status = 'failed' AND r.ended_at > greatest(now() - interval '1 hour', t.last_at) AND NOT r.test AND r.depth < ${DEEPEST}
  AND NOT EXISTS (SELECT FROM event_keys e WHERE e.trigger_id = t.id AND e.key = r.id::text)
LIMIT 100`
