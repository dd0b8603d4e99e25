import { EACH } from '@tailorbird/flow/node/each-port'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, edgesInto, edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import { type Step, type Steps, portTaken } from '@tailorbird/flow/run/run'

export interface Move {
  /** `verify`: a write may have happened; look before anything else. `cancel`: it waits where nothing goes on. */
  do: 'run' | 'verify' | 'skip' | 'cancel'
  node: GraphNode
}

export interface Judging {
  steps: Steps
  now: Date
  /** An end was reached: what has not begun here is skipped, what waits is cancelled. */
  left?: boolean
  /** Nodes that have settled before those in front of them: nothing leads on from them yet. */
  early?: ReadonlySet<string>
  /** Waiting nodes to which something was said from outside. */
  woken?: (nodeId: string) => boolean
}

/** The engine's judgement of some nodes of one turn (or of those outside all loops): graph and history in, what to do
 *  now out. Pure. After a step has settled, only the nodes behind it need judging; after a crash or a pause, all do. */
export function decide(index: GraphIndex, nodeIds: Iterable<string>, judging: Judging): Move[] {
  const moves: Move[] = []
  for (const id of nodeIds) {
    const node = index.node.get(id)
    const move = node && moveFor(node, index, judging)
    if (move) moves.push({ do: move, node })
  }
  return moves
}

function moveFor(node: GraphNode, index: GraphIndex, judging: Judging): Move['do'] | undefined {
  const { steps, now, left, woken, early } = judging
  const step = steps.get(node.id)
  switch (step?.status) {
    case undefined:
      return left ? 'skip' : arrival(node, index, { steps, early })
    case 'started':
      // Only a crash leaves a step like this, and nothing outside has changed yet.
      return left ? 'cancel' : 'run'
    case 'intended':
      return 'verify'
    case 'waiting': {
      if (left && step.intent === undefined) return 'cancel'
      const isDue = (step.until && step.until <= now) || woken?.(node.id)
      if (!isDue) return undefined
      return step.intent === undefined ? 'run' : 'verify'
    }
    case 'succeeded':
    case 'failed':
    case 'skipped':
    case 'in doubt':
    case 'cancelled':
      return undefined
  }
}

/** A join runs when every way into it has settled and one of them is live; when all are dead it is skipped. */
function arrival(
  node: GraphNode,
  index: GraphIndex,
  { steps, early }: Pick<Judging, 'steps' | 'early'>,
): 'run' | 'skip' | undefined {
  let live = false
  for (const edge of edgesInto(index, node.id)) {
    if (early?.has(edge.from)) return undefined
    // Whatever is judged inside a loop is judged because a turn has begun.
    const state = edge.port === EACH ? 'live' : edgeState(steps.get(edge.from), edge.port)
    if (state === 'open') return undefined
    if (state === 'live') live = true
  }
  return live ? 'run' : 'skip'
}

/** Whether a way leads to a node behind which everything has settled. */
export const isReached = (index: GraphIndex, nodeId: string, steps: Steps) =>
  edgesInto(index, nodeId).some(({ from, port }) => port === EACH || edgeState(steps.get(from), port) === 'live')

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
  | { do: 'finish'; status: 'succeeded'; output?: Record<string, unknown> }
  | { do: 'finish'; status: 'failed'; failure: Failed['failure'] }
type Parked = Extract<Step, { status: 'waiting' }>
type Failed = Extract<Step, { status: 'failed' }>

/** What a run does when no node can move: sleep until the first wake-up, or end. `inside` are the steps of the turns
 *  that are under way. Pure. */
export function rest(index: GraphIndex, steps: Steps, inside: Iterable<Steps> = []): Rest {
  let first: Parked | undefined
  let doubted = false
  for (const some of [steps, ...inside]) {
    for (const step of some.values()) {
      if (step.status === 'waiting' && (!first || time(step) < time(first))) first = step
      if (step.status === 'in doubt') doubted = true
    }
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
  const failure = unhandled(index, steps)
  return failure ? { do: 'finish', status: 'failed', failure } : { do: 'finish', status: 'succeeded' }
}

const time = (step: Parked) => step.until?.getTime() ?? Number.POSITIVE_INFINITY

/** The first failure that no port `error` takes care of. */
export function unhandled(index: GraphIndex, steps: Steps): Failed['failure'] | undefined {
  for (const [id, step] of steps) if (step.status === 'failed' && !isHandled(id, index)) return step.failure
  return undefined
}

/** A failure whose port `error` leads somewhere is just another way out. */
const isHandled = (nodeId: string, index: GraphIndex) => edgesOutOf(index, nodeId).some(({ port }) => port === 'error')
