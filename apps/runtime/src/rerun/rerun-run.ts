import type { Database, Transaction } from '@tailorbird/db/database'
import { versions } from '@tailorbird/db/schema/flows'
import { runs } from '@tailorbird/db/schema/runs'
import type { Rerun } from '@tailorbird/contract/runs'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { History } from '@tailorbird/flow/run/run'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { inTheWay, notFound, wrongFields } from '../ground/refusal.ts'
import type { FamilyRun } from '@tailorbird/engine/rerun/completed-writes'
import { readHistory } from '../runs/store/read-history.ts'
import { type Family, aloneInFamily, familyOf, refuseDoubt } from './rerun-family.ts'
import { type RunRequest, runRequest } from '../runs/start/run-request.ts'
import { type RerunPlan, planRerun } from '@tailorbird/engine/rerun/rerun-plan'
import type { VersionCache } from '../runs/execute/version-cache.ts'
import { said } from '../words/said.ts'

export interface RerunDeps {
  db: Database
  versions: VersionCache
  startRun(request: RunRequest): Promise<string>
}

export interface RerunOf extends Rerun {
  id: string
}

/** Runs again and returns the new run's id. Nothing that was written is written again unless `again` names it. */
export async function rerunRun(deps: RerunDeps, repeat: RerunOf, by: { id: string; name: string }): Promise<string> {
  const seen = await familyOf(deps.db, repeat.id)
  const chosen = await chooseGraph(deps, repeat)
  return aloneInFamily(deps.db, { seen, runId: repeat.id }, async (tx, family) => {
    const { run, index, versionId } = chosen
    const { plan, own } = await planFor(tx, { repeat, chosen, family, versions: deps.versions })
    const moved = plan.lost.find(
      ({ why, path, nodeId }) =>
        why === 'moved' && !repeat.again.some((it) => it.nodeId === nodeId && it.path === path),
    )
    if (moved) {
      const label = index.node.get(moved.nodeId)?.label ?? moved.nodeId
      throw wrongFields([
        {
          path: 'again',
          wrong: said('rerun.stands-elsewhere', { node: label }),
        },
      ])
    }
    const trigger = triggerOf(own.history, index)
    const { flowId, environment, test, depth, subject } = run
    const row = { id: null, flowId, versionId, environment, nodeId: trigger.nodeId }
    const event = {
      ...{ test, depth, rerunOf: run.id, cause: `Run again by ${by.name}`, startedBy: by.id },
      ...(subject !== null && { subject }),
      ...{ output: trigger.output, begins: plan.history },
    }
    return deps.startRun(runRequest({ row, index }, event))
  })
}

/** The run that is to be repeated, and the version it will run on. */
export interface Chosen {
  run: typeof runs.$inferSelect
  index: GraphIndex
  versionId: string
  latest: number | null
}

export async function chooseGraph(
  { db, versions: cache }: RerunDeps,
  repeat: Pick<RerunOf, 'id' | 'from' | 'version'>,
): Promise<Chosen> {
  const [run] = await db.select().from(runs).where(eq(runs.id, repeat.id))
  if (!run) throw notFound(said('not-found.run'))
  if (run.endedAt === null) {
    throw inTheWay('run-not-ended', said('rerun.not-ended'))
  }
  const [newest] = await db
    .select({ id: versions.id, number: versions.number })
    .from(versions)
    .where(and(eq(versions.flowId, run.flowId), isNotNull(versions.number)))
    .orderBy(desc(versions.number))
    .limit(1)
  const versionId = repeat.version === 'latest' ? newest?.id : run.versionId
  if (versionId === undefined) {
    throw wrongFields([{ path: 'version', wrong: said('rerun.not-published') }])
  }
  const index = await cache.get(versionId)
  if (typeof repeat.from === 'object' && !index.node.has(repeat.from.nodeId)) {
    throw wrongFields([{ path: 'from', wrong: said('rerun.no-such-step') }])
  }
  return { run, index, versionId, latest: newest?.number ?? null }
}

interface Planning {
  repeat: Pick<RerunOf, 'from' | 'again'>
  chosen: Chosen
  family: Family
  versions: VersionCache
}

/** What the new run reuses of all that this run, those it repeats and their other repetitions have done. */
export async function planFor(
  db: Database | Transaction,
  { repeat, chosen: { run, index }, family, versions: cache }: Planning,
): Promise<{ plan: RerunPlan; own: FamilyRun }> {
  const members: FamilyRun[] = []
  for (const { id: runId, versionId, isOpen } of family.runs) {
    const history = await readHistory(db, runId)
    if (!isOpen) refuseDoubt(history)
    members.push({ runId, history, index: await cache.get(versionId) })
  }
  const own = members.find(({ runId }) => runId === run.id)
  if (!own) throw notFound(said('not-found.run'))
  const again = new Set(repeat.again.map(stepKey))
  const others = members.filter((other) => other !== own)
  return { own, plan: planRerun({ own, others, index, from: repeat.from, nodeType, again }) }
}

/** What started the run before; the new one starts with the same. */
function triggerOf(history: History, index: GraphIndex): { nodeId: string; output: unknown } {
  for (const [nodeId, step] of history.get('') ?? []) {
    const node = index.node.get(nodeId)
    if (node && nodeType(node.type)?.kind === 'trigger' && step.status === 'succeeded')
      return { nodeId, output: step.output }
  }
  throw inTheWay('other-trigger', said('rerun.other-trigger'))
}
