import type { Database } from '@tailorbird/db/database'
import { versions } from '@tailorbird/db/schema/flows'
import { postLedger, runs } from '@tailorbird/db/schema/runs'
import { signalKey } from '@tailorbird/engine/advance'
import type { CompletedWrite, Rerun } from '@tailorbird/flow/contract/runs'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { History, Step } from '@tailorbird/flow/run/run'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { inTheWay, notFound, wrongFields } from '../refusal.ts'
import { readHistory } from './read-history.ts'
import type { Happening } from './start-run.ts'
import { type Kept, stepsToKeep } from './steps-to-keep.ts'
import type { VersionCache } from './version-cache.ts'

export interface RerunHouse {
  db: Database
  versions: VersionCache
  startRun(happening: Happening): Promise<string>
}

interface Repeat extends Rerun {
  id: string
}

/** The completed writes that a re-run would come upon, oldest first, and the number of the newest version. */
export async function planRerun(
  house: RerunHouse,
  repeat: Pick<Repeat, 'id' | 'from' | 'version'>,
): Promise<{ writes: CompletedWrite[]; latestVersion: number | null }> {
  const { run, history, before, kept, latest } = await prepare(house, { ...repeat, again: [] }, 'plan')
  const ledger = await house.db
    .select()
    .from(postLedger)
    .where(
      and(
        inArray(postLedger.runId, [run.id, ...(run.rerunOf ? [run.rerunOf] : [])]),
        eq(postLedger.status, 'confirmed'),
      ),
    )
  const noted = new Map(ledger.map((row) => [signalKey(row.path, row.nodeId), row]))
  const writes = kept.writes.map(({ nodeId, path }): CompletedWrite => {
    const row = noted.get(signalKey(path, nodeId))
    const step = history.get(path)?.get(nodeId)
    return {
      ...{ nodeId, path, label: before.node.get(nodeId)?.label ?? nodeId },
      what: row?.what ?? 'call',
      summary: row?.summary ?? textOf(step),
      externalId: row?.externalId ?? null,
      at: (step && 'endedAt' in step ? step.endedAt : run.startedAt).toISOString(),
    }
  })
  return { writes: writes.toSorted((a, b) => a.at.localeCompare(b.at)), latestVersion: latest }
}

/** Runs again and returns the new run's id. Nothing that was written is written again unless `again` names it. */
export async function rerunRun(house: RerunHouse, repeat: Repeat, by: string): Promise<string> {
  const { run, history, index, versionId, kept } = await prepare(house, repeat, 'run')
  const trigger = triggerOf(history, index)
  const places = [...kept.history].flatMap(([path, steps]) => [...steps.keys()].map((id) => signalKey(path, id)))
  return house.startRun({
    ...{ flowId: run.flowId, versionId, environment: run.environment, index, test: run.test, depth: run.depth },
    ...{ triggerId: null, eventKey: null, guarded: false, rerunOf: run.id, cause: `Run again by ${by}` },
    ...(run.subject !== null && { subject: run.subject }),
    nodeId: trigger.nodeId,
    output: trigger.output,
    begins: kept.history,
    reused: { from: run.id, places: new Set(places) },
  })
}

interface Prepared {
  run: typeof runs.$inferSelect
  history: History
  /** The graph it ran on, and the one it will run on. */
  before: GraphIndex
  index: GraphIndex
  versionId: string
  latest: number | null
  kept: Kept
}

async function prepare({ db, versions: cache }: RerunHouse, repeat: Repeat, what: 'plan' | 'run'): Promise<Prepared> {
  const [run] = await db.select().from(runs).where(eq(runs.id, repeat.id))
  if (!run) throw notFound('This run')
  if (run.endedAt === null) {
    throw inTheWay('run-not-ended', 'This run has not ended. Stop it, or settle what is in doubt, then run it again.')
  }
  const [newest] = await db
    .select({ id: versions.id, number: versions.number })
    .from(versions)
    .where(and(eq(versions.flowId, run.flowId), isNotNull(versions.number)))
    .orderBy(desc(versions.number))
    .limit(1)
  const versionId = repeat.version === 'latest' ? newest?.id : run.versionId
  if (versionId === undefined) {
    throw wrongFields([{ path: 'version', message: 'This flow has not been published. Choose the same version.' }])
  }
  const [first, before, index] = await Promise.all([
    readHistory(db, run.id),
    cache.get(run.versionId),
    cache.get(versionId),
  ])
  refuseDoubt(first)
  const history = await withLaterWrites(db, { runId: run.id, history: first, index: before, what })
  if (typeof repeat.from === 'object' && !index.node.has(repeat.from.nodeId)) {
    throw wrongFields([{ path: 'from', message: 'This step is not in the version that would run. Choose another.' }])
  }
  const again = new Set(repeat.again.map(({ nodeId, path }) => signalKey(path, nodeId)))
  const typeBefore = (nodeId: string) => before.node.get(nodeId)?.type
  const kept = stepsToKeep({ index, history, from: repeat.from, nodeType, typeBefore, again })
  return { run, history, before, index, versionId, latest: newest?.number ?? null, kept }
}

/** The history, and in it what runs that repeat this one have written meanwhile: it must not be written once more. */
async function withLaterWrites(
  db: Database,
  { runId, history, index, what }: { runId: string; history: History; index: GraphIndex; what: 'plan' | 'run' },
): Promise<History> {
  const { rows } = await db.execute<{ id: string; open: boolean }>(sql`
    WITH RECURSIVE later AS (
      SELECT id, ended_at FROM runs WHERE rerun_of = ${runId}
      UNION SELECT r.id, r.ended_at FROM runs r JOIN later ON r.rerun_of = later.id)
    SELECT id, ended_at IS NULL AS open FROM later ORDER BY id`)
  if (what === 'run' && rows.some(({ open }) => open)) {
    throw inTheWay('rerun-under-way', 'This run is being run again at this moment. Wait until that has ended.')
  }
  const merged = new Map([...history].map(([path, steps]) => [path, new Map(steps)]))
  for (const { id } of rows) {
    const later = await readHistory(db, id)
    if (what === 'run') refuseDoubt(later)
    for (const [path, steps] of later) {
      for (const [nodeId, step] of steps) {
        const type = nodeType(index.node.get(nodeId)?.type ?? '')
        const isWrite = type?.kind === 'action' && type.effect === 'writes' && step.status === 'succeeded'
        if (isWrite) merged.set(path, (merged.get(path) ?? new Map<string, Step>()).set(nodeId, step))
      }
    }
  }
  return merged
}

function refuseDoubt(history: History) {
  for (const steps of history.values()) {
    for (const step of steps.values()) {
      // A run that was stopped while X was being asked leaves such a step waiting, with its intent.
      const isUnsure = step.status === 'waiting' && step.intent !== undefined
      if (step.status === 'in doubt' || step.status === 'intended' || isUnsure) {
        throw inTheWay(
          'in-doubt',
          'Nobody can tell whether a step of this run was posted. Look on X, settle it in the run, then run it again.',
        )
      }
    }
  }
}

/** What started the run before; the new one starts with the same. */
function triggerOf(history: History, index: GraphIndex): { nodeId: string; output: unknown } {
  for (const [nodeId, step] of history.get('') ?? []) {
    const node = index.node.get(nodeId)
    if (node && nodeType(node.type)?.kind === 'trigger' && step.status === 'succeeded')
      return { nodeId, output: step.output }
  }
  throw inTheWay(
    'other-trigger',
    'The trigger of this run is not in the version that would run. Choose the same version.',
  )
}

function textOf(step: Step | undefined): string {
  const input = step && 'input' in step ? (step.input as Record<string, unknown> | null) : null
  return typeof input?.['text'] === 'string' ? input['text'] : ''
}
