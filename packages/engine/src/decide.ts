import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, edgesInto, edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import { type Step, type Steps, portTaken } from '@tailorbird/flow/run/run'

export interface Move {
  /** `verify`: a write may have happened; look before anything else. */
  do: 'run' | 'verify' | 'skip'
  node: GraphNode
}

/** The engine's judgement of some nodes: graph and history in, what to do now out. Pure.
 *  After a step has settled, only the nodes behind it need judging; after a crash or a pause, all do. */
export function decide(index: GraphIndex, steps: Steps, nodeIds: Iterable<string>, now: Date): Move[] {
  const moves: Move[] = []
  for (const id of nodeIds) {
    const node = index.node.get(id)
    const move = node && moveFor(node, index, steps, now)
    if (move) moves.push({ do: move, node })
  }
  return moves
}

function moveFor(node: GraphNode, index: GraphIndex, steps: Steps, now: Date): Move['do'] | undefined {
  const step = steps.get(node.id)
  switch (step?.status) {
    case undefined:
      return arrival(node, index, steps)
    case 'started':
      // Only a crash leaves a step like this, and nothing outside has changed yet.
      return 'run'
    case 'intended':
      return 'verify'
    case 'waiting':
      if (!step.until || step.until > now) return undefined
      return step.intent === undefined ? 'run' : 'verify'
    case 'succeeded':
    case 'failed':
    case 'skipped':
    case 'in doubt':
    case 'cancelled':
      return undefined
  }
}

/** A join runs when every way into it has settled and one of them is live; when all are dead it is skipped. */
function arrival(node: GraphNode, index: GraphIndex, steps: Steps): 'run' | 'skip' | undefined {
  let live = false
  for (const edge of edgesInto(index, node.id)) {
    const state = edgeState(steps.get(edge.from), edge.port)
    if (state === 'open') return undefined
    if (state === 'live') live = true
  }
  return live ? 'run' : 'skip'
}

/** An edge is open until its source settles; then live if the source was left by its port, else dead. */
export function edgeState(source: Step | undefined, port: string): 'open' | 'live' | 'dead' {
  switch (source?.status) {
    case 'succeeded':
    case 'failed':
      return portTaken(source) === port ? 'live' : 'dead'
    case 'skipped':
    case 'cancelled':
      return 'dead'
    default:
      return 'open'
  }
}

export type Rest =
  | { do: 'sleep'; until?: Date; reason: Parked['reason']; connectionId?: string }
  | { do: 'finish'; status: 'succeeded' | 'failed'; failure?: Extract<Step, { status: 'failed' }>['failure'] }
type Parked = Extract<Step, { status: 'waiting' }>

/** What a run does when no node can move: sleep until the first wake-up, or end. Pure. */
export function rest(index: GraphIndex, steps: Steps): Rest {
  let first: Parked | undefined
  let doubted = false
  let failed: Extract<Step, { status: 'failed' }> | undefined
  for (const [id, step] of steps) {
    if (step.status === 'waiting' && (!first || time(step) < time(first))) first = step
    if (step.status === 'in doubt') doubted = true
    if (step.status === 'failed' && !isHandled(id, index)) failed ??= step
  }
  if (first) {
    return {
      do: 'sleep',
      reason: first.reason,
      ...(first.until && { until: first.until }),
      ...(first.connectionId !== undefined && { connectionId: first.connectionId }),
    }
  }
  if (doubted) return { do: 'sleep', reason: 'in doubt' }
  return failed ? { do: 'finish', status: 'failed', failure: failed.failure } : { do: 'finish', status: 'succeeded' }
}

const time = (step: Parked) => step.until?.getTime() ?? Number.POSITIVE_INFINITY

/** A failure whose port `error` leads somewhere is just another way out. */
const isHandled = (nodeId: string, index: GraphIndex) => edgesOutOf(index, nodeId).some(({ port }) => port === 'error')
