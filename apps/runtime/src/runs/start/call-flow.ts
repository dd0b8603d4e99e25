import { createHash } from 'node:crypto'
import type { Database } from '@tailorbird/db/database'
import { deployments, flows, versions } from '@tailorbird/db/schema/flows'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import { completeNamed, wrongNamed } from '@tailorbird/flow/fields/check-named'
import { askedInputs } from '@tailorbird/flow/graph/asked-inputs'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure } from '@tailorbird/flow/node/failure'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { ClaimedRun } from '../execute/execute-run.ts'
import { type RunRequest, runRequest } from './run-request.ts'
import { said } from '../../words/said.ts'
import type { VersionCache } from '../execute/version-cache.ts'

export interface Call {
  flowId: string
  input: Record<string, unknown>
  caller: ClaimedRun
  place: StepRef
}
export type CallFlow = (call: Call) => Promise<{ runId: string }>

/** Flows that call one another go at most this deep. */
export const DEEPEST = 20

/** The most runs that all calls beneath one run may start together. */
const LARGEST_FAMILY = 5_000

interface CallDeps {
  db: Database
  versions: VersionCache
  start(request: RunRequest): Promise<string>
}

/** Starts a flow on behalf of a node of another run. The run's id follows from the place that calls, so that a call that
 *  is repeated after a crash starts nothing twice. Throws `Failure` when the flow cannot be called. */
export function callsFlows({ db, versions: cache, start }: CallDeps): CallFlow {
  return async ({ flowId, input, caller, place }) => {
    if (caller.depth >= DEEPEST) throw tooDeep()
    const rootRun = caller.rootRun ?? caller.id
    if (await isFamilyFull(db, rootRun)) throw tooMany()
    const found = await callable(db, flowId, caller.environment)
    const index = await cache.get(found.versionId)
    const trigger = index.graph.nodes.find((node) => isCall(node))
    if (!trigger) {
      throw new Failure(said('call.no-trigger', { flow: found.name }), { field: 'flow' })
    }
    const runId = idOf(caller.id, place)
    const { environment, test, startedBy, depth } = caller
    const row = { id: null, flowId, versionId: found.versionId, environment, nodeId: trigger.id }
    const event = {
      ...{ id: runId, parentRun: caller.id, rootRun, test, startedBy, depth: depth + 1 },
      output: { input: inputFor(input, trigger, found.name) },
      cause: `Called by ${nameOf(caller.index, place.nodeId)}`,
    }
    await start(runRequest({ row, index }, event))
    return { runId }
  }
}

/** The version that works in this environment; in none, the newest that was published. */
async function callable(db: Database, flowId: string, environment: string) {
  const [flow] = await db
    .select({ name: flows.name, deployed: deployments.versionId, enabled: deployments.enabled })
    .from(flows)
    .leftJoin(deployments, and(eq(deployments.flowId, flows.id), eq(deployments.environment, environment)))
    .where(and(eq(flows.id, flowId), isNull(flows.deletedAt)))
  if (!flow) {
    throw new Failure(said('call.no-flow'), { field: 'flow' })
  }
  if (flow.deployed && flow.enabled) return { name: flow.name, versionId: flow.deployed }
  const [newest] = await db
    .select({ id: versions.id })
    .from(versions)
    .where(and(eq(versions.flowId, flowId), isNotNull(versions.number)))
    .orderBy(desc(versions.number))
    .limit(1)
  if (newest && environment !== 'production') return { name: flow.name, versionId: newest.id }
  throw new Failure(said('call.not-enabled', { flow: flow.name, environment }), { field: 'flow' })
}

function isCall(node: GraphNode) {
  const type = nodeType(node.type)
  return type?.kind === 'trigger' && type.source === 'call'
}

/** What the called flow gets, completed with what may be left out. Throws `Failure` when something does not fit. */
function inputFor(input: Record<string, unknown>, trigger: GraphNode, name: string): Record<string, unknown> {
  const wanted = askedInputs(trigger, { nodeType })
  const [wrong] = wrongNamed(wanted, input)
  if (!wrong) return completeNamed(wanted, input)
  throw new Failure(said('call.input', { flow: name, wrong: wrong.wrong }), { field: 'input' })
}

const nameOf = (index: GraphIndex, nodeId: string) => `"${index.node.get(nodeId)?.label ?? nodeId}" of another run`

/** A UUID (version 8, RFC 9562) that is the same for the same place of the same run. */
function idOf(runId: string, { nodeId, path }: StepRef): string {
  const hash = createHash('sha256').update(`${runId} ${path} ${nodeId}`).digest('hex')
  // The time of the caller comes first, so that runs stay in order.
  const digits = `${runId.replaceAll('-', '').slice(0, 12)}8${hash.slice(0, 3)}a${hash.slice(3, 18)}`
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Whether a run has led to as many others as it may, by whichever of its calls. */
async function isFamilyFull(db: Database, rootRun: string): Promise<boolean> {
  const { rows } = await db.execute<{ size: number }>(sql`
    SELECT count(*)::int AS size FROM (SELECT FROM runs WHERE root_run = ${rootRun} LIMIT ${LARGEST_FAMILY}) AS family`)
  return (rows[0]?.size ?? 0) >= LARGEST_FAMILY
}

const tooMany = () => new Failure(said('call.too-many', { runs: LARGEST_FAMILY.toLocaleString('en') }))

const tooDeep = () => new Failure(said('call.too-deep', { deepest: DEEPEST }))
