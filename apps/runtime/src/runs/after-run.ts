import type { Database } from '@tailorbird/db/database'
import { deployments, flows, triggers, versions } from '@tailorbird/db/schema/flows'
import { runs, steps } from '@tailorbird/db/schema/runs'
import type { Graph } from '@tailorbird/flow/graph/graph'
import type { FailureData } from '@tailorbird/flow/node/failure'
import { and, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Pool } from 'pg'
import { closeApprovals } from '../approvals/close-approvals.ts'
import { DEEPEST } from './call-flow.ts'
import { wakeLine } from './lines.ts'
import { cancelCalled } from './open-ended-runs.ts'
import { wakeFor } from './wake-for.ts'
import type { Happening } from './start-run.ts'
import type { VersionCache } from './version-cache.ts'

interface AfterRunHouse {
  db: Database
  pool: Pool
  versions: VersionCache
  start(happening: Happening): Promise<string>
}

export interface Ended {
  id: string
  parentRun?: string | undefined
  line?: string | undefined
  failed: boolean
  cancelled?: boolean
  /** It may have asked people something. */
  asks?: boolean
}

/** What follows when a run has ended: its caller goes on, the next of its line comes, and a failure starts the flow that
 *  is there for it. Each may be repeated; the sweep does so for a process that died in between. */
export async function afterRun(
  house: AfterRunHouse,
  { id, parentRun, line, failed, cancelled, asks }: Ended,
): Promise<void> {
  if (asks) await closeApprovals(house.db)
  if (cancelled) await cancelCalled(house.pool, id)
  if (parentRun !== undefined) await wakeFor(house.pool, `run:${id}`)
  if (line !== undefined) await wakeLine(house.pool, line)
  if (failed) await startOnFailure(house, id)
}

/** Starts the on-failure flow of a failed run, once: the run's id is the event's key. Tests start none. */
async function startOnFailure({ db, versions: cache, start }: AfterRunHouse, runId: string): Promise<void> {
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
  const { id: triggerId, versionId, nodeId } = trigger.triggers
  await start({
    ...{ flowId, versionId, environment: run.environment, index: await cache.get(versionId), nodeId, triggerId },
    eventKey: runId,
    output: failureOutput(run, { flowName, node: await failedNode(db, { runId, graph: found.graph }) }),
    cause: `A run of ${flowName} failed`,
    test: false,
    guarded: false,
    depth: run.depth + 1,
  })
}

function failureOutput(run: typeof runs.$inferSelect, { flowName, node }: { flowName: string; node: string }) {
  const failure: FailureData = run.failure ?? { code: 'unknown', message: 'No reason was kept.' }
  return {
    ...{ flowName, flowId: run.flowId, runId: run.id, environment: run.environment },
    ...{ message: failure.message, code: failure.code, node },
    startedAt: run.startedAt.toISOString(),
    link: `/runs/${run.id}`,
  }
}

/** What the node is called at which the run failed; empty when it was stopped from outside. */
async function failedNode(db: Database, { runId, graph }: { runId: string; graph: Graph }): Promise<string> {
  const [failed] = await db
    .select({ nodeId: steps.nodeId })
    .from(steps)
    .where(and(eq(steps.runId, runId), eq(steps.status, 'failed')))
    .orderBy(desc(steps.endedAt))
    .limit(1)
  return graph.nodes.find(({ id }) => id === failed?.nodeId)?.label ?? ''
}

/** Failed runs of the last hour whose on-failure flow has not been started: their process died in between. */
export async function startMissedFailures(house: AfterRunHouse): Promise<void> {
  const recent = new Date(Date.now() - 3_600_000)
  const rows = await house.db
    .select({ id: runs.id })
    .from(runs)
    .innerJoin(versions, eq(versions.id, runs.versionId))
    .where(
      and(
        eq(runs.status, 'failed'),
        eq(runs.test, false),
        gt(runs.endedAt, recent),
        isNotNull(sql`${versions.graph}->'settings'->>'onFailure'`),
        sql`NOT EXISTS (SELECT FROM runs other WHERE other.event_key = ${runs.id}::text)`,
      ),
    )
    .limit(100)
  for (const { id } of rows) await startOnFailure(house, id)
}
