import { firstIdAt } from '@tailorbird/db/columns'
import type { Database } from '@tailorbird/db/database'
import { flows, versions } from '@tailorbird/db/schema/flows'
import { runs, steps } from '@tailorbird/db/schema/runs'
import { users } from '@tailorbird/db/schema/users'
import type { RunStep, RunSummary } from '@tailorbird/contract/runs'
import type { Graph } from '@tailorbird/flow/graph/graph'
import type { RunStatus } from '@tailorbird/flow/run/run'
import { isUnmatched, stepKey } from '@tailorbird/flow/run/step-ref'
import { and, asc, desc, eq, gt, gte, lt, sql } from 'drizzle-orm'
import type { Caller } from '../../people/caller.ts'
import { failureOrNull } from '../../words/failure-in-words.ts'
import { codesWith } from '../../words/codes-with.ts'

export interface RunFilter {
  flowId?: string | undefined
  environment?: string | undefined
  status?: RunStatus | undefined
  startedAfter?: string | undefined
  startedBefore?: string | undefined
  text?: string | undefined
  /** Only runs older than this one. */
  before?: string | undefined
  limit: number
}

/** Runs, newest first, one more than asked for when there are more. */
export async function listRuns(
  caller: Caller,
  db: Database,
  { before, limit, ...filter }: RunFilter,
): Promise<RunSummary[]> {
  const rows = await summaries(db)
    .where(
      and(caller.sees('run.view'), ...conditionsOf(filter), before === undefined ? undefined : lt(runs.id, before)),
    )
    .orderBy(desc(runs.id))
    .limit(limit + 1)
  return rows.map(asSummary)
}

export const countRuns = (caller: Caller, db: Database, filter: Omit<RunFilter, 'before' | 'limit'>): Promise<number> =>
  db.$count(runs, and(caller.sees('run.view'), ...conditionsOf(filter)))

const conditionsOf = ({
  flowId,
  environment,
  status,
  startedAfter,
  startedBefore,
  text,
}: Omit<RunFilter, 'before' | 'limit'>) => [
  flowId === undefined ? undefined : eq(runs.flowId, flowId),
  environment === undefined ? undefined : eq(runs.environment, environment),
  status === undefined ? undefined : eq(runs.status, status),
  ...(startedAfter === undefined ? [] : after(new Date(startedAfter))),
  ...(startedBefore === undefined ? [] : until(new Date(startedBefore))),
  text === undefined || text.trim() === '' ? undefined : has(text.trim()),
]

/** No pattern: what somebody types is looked for as it is in the cause, and word by word in what is said of the failure:
 *  in its sentences and in the values that stand in them. */
const has = (text: string) => {
  const inFailure = text.split(/\s+/).map(
    (word) => sql`EXISTS (SELECT FROM jsonb_path_query(${runs.failure}, 'strict $.**') AS part
      WHERE jsonb_typeof(part) IN ('string', 'number')
        AND (strpos(lower(part #>> '{}'), lower(${word})) > 0 OR part #>> '{}' = ANY (${codesWith(word)}::text[])))`,
  )
  return sql`(strpos(lower(${runs.cause}), lower(${text})) > 0 OR (${sql.join(inFailure, sql` AND `)}))`
}

/** A called run bears the time of its caller in its id, and so is never younger by its id than it is: the bounds on ids
 *  only spare Postgres what is far away. */
const after = (moment: Date) => [
  gte(runs.startedAt, moment),
  gte(runs.id, firstIdAt(new Date(moment.getTime() - LONGEST_CALL_MS))),
]
const until = (moment: Date) => [lt(runs.startedAt, moment), lt(runs.id, firstIdAt(new Date(moment.getTime() + 1)))]

/** Twice as long as a run may take. */
const LONGEST_CALL_MS = 60 * 86_400_000

export async function findRun(db: Database, runId: string): Promise<RunSummary | undefined> {
  const [row] = await summaries(db).where(eq(runs.id, runId))
  return row && asSummary(row)
}

/** The steps of a run: of each node its latest attempt, in the order they began. */
export async function findSteps(db: Database, runId: string): Promise<RunStep[]> {
  const rows = await db
    .selectDistinctOn([steps.nodeId, steps.path])
    .from(steps)
    .where(eq(steps.runId, runId))
    .orderBy(asc(steps.nodeId), asc(steps.path), desc(steps.attempt))
  return shown(rows)
}

interface Changes {
  steps: RunStep[]
  /** The number of the last change. */
  seq: number
}

/** The steps of a run that have changed since a change of this number, oldest first. Read by index: what it costs is what
 *  has changed. */
export async function findChanges(db: Database, { runId, since }: { runId: string; since: number }): Promise<Changes> {
  const rows = await db
    .select()
    .from(steps)
    .where(and(eq(steps.runId, runId), gt(steps.seq, since)))
    .orderBy(asc(steps.seq), asc(steps.attempt))
  // A later attempt is stored after the earlier ones, and stands for them.
  const latest = new Map(rows.map((row) => [stepKey(row), row]))
  return { steps: shown([...latest.values()]), seq: rows.at(-1)?.seq ?? since }
}

type StepRow = typeof steps.$inferSelect

/** As people see them, in the order they began. Where a turn has taken over a kept result, the step of the turn is shown. */
const shown = (rows: readonly StepRow[]): RunStep[] =>
  rows
    .filter(({ path, status }) => !isUnmatched(path) || status === 'succeeded')
    .toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || a.seq - b.seq)
    .map(asRunStep)

export async function findGraph(db: Database, runId: string): Promise<Graph | undefined> {
  const [row] = await db
    .select({ graph: versions.graph })
    .from(runs)
    .innerJoin(versions, eq(versions.id, runs.versionId))
    .where(eq(runs.id, runId))
  return row?.graph
}

const summaries = (db: Database) =>
  db
    .select({
      run: runs,
      flowName: sql<string>`coalesce(${flows.name}, 'Deleted flow')`,
      number: versions.number,
      by: users.name,
    })
    .from(runs)
    .leftJoin(users, eq(users.id, runs.startedBy))
    .leftJoin(flows, eq(flows.id, runs.flowId))
    .leftJoin(versions, eq(versions.id, runs.versionId))

function asSummary({
  run,
  flowName,
  number,
  by,
}: {
  run: typeof runs.$inferSelect
  flowName: string
  number: number | null
  by: string | null
}): RunSummary {
  return {
    id: run.id,
    flowId: run.flowId,
    flowName,
    environment: run.environment,
    versionNumber: number,
    test: run.test,
    status: run.status,
    park: run.parkReason && { reason: run.parkReason, until: run.parkUntil?.toISOString() ?? null },
    cause: run.cause,
    startedBy: run.startedBy === null ? null : { id: run.startedBy, name: by ?? 'Somebody' },
    failure: failureOrNull(run.failure),
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    rerunOf: run.rerunOf,
    parentRunId: run.parentRun,
  }
}

function asRunStep(row: StepRow): RunStep {
  return {
    nodeId: row.nodeId,
    path: row.path,
    reusedFrom: row.reusedFrom,
    status: row.status,
    attempt: row.attempt,
    input: row.input as RunStep['input'],
    output: row.output as RunStep['output'],
    port: row.port,
    failure: failureOrNull(row.failure),
    park: row.parkReason && { reason: row.parkReason, until: row.parkUntil?.toISOString() ?? null },
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}
