import { type GraphIndex, downstreamOf, edgesOutOf, loopsAround, upstreamOf } from '@tailorbird/flow/graph/graph-index'
import type { Step, Steps } from '@tailorbird/flow/run/run'
import { innermostTurn } from '@tailorbird/flow/run/step-ref'
import { LEAVES } from '../step/ending.ts'
import type { FamilyRun } from './completed-writes.ts'

/** From the start, from what failed, or from a node. */
export type RerunFrom = 'start' | 'failed' | { nodeId: string }

/** What the new run does about a turn (or about what is outside all loops): it reuses the whole of it; it resumes it, and
 *  these nodes run anew; or it begins the loop anew, and of the turn only completed writes count. */
export type TurnPlan = { is: 'reused' } | { is: 'resumed'; anew: ReadonlySet<string> } | { is: 'begun anew' }

interface Repeated {
  own: FamilyRun
  /** The graph that will run. */
  index: GraphIndex
  from: RerunFrom
}

/** The plan for each turn of the run that is repeated, by path. */
export class TurnPlans {
  readonly #repeated: Repeated
  readonly #plans = new Map<string, TurnPlan>()

  constructor(repeated: Repeated) {
    this.#repeated = repeated
    this.#plans.set('', { is: 'resumed', anew: nodesAnew(repeated) })
  }

  of(path: string): TurnPlan {
    const known = this.#plans.get(path)
    const { outer, turn } = innermostTurn(path) ?? {}
    if (known || outer === undefined || !turn) return known ?? { is: 'reused' }
    const plan = this.#inside(this.of(outer), { path, loopId: turn.loopId, outer })
    this.#plans.set(path, plan)
    return plan
  }

  /** A loop is resumed with the list it had only while nothing before it runs anew. */
  resumes(loopId: string, anew: ReadonlySet<string>) {
    return (
      this.#repeated.from === 'failed' && [...upstreamOf(this.#repeated.index, loopId)].every((id) => !anew.has(id))
    )
  }

  #inside(around: TurnPlan, { path, loopId, outer }: { path: string; loopId: string; outer: string }): TurnPlan {
    const { own, index } = this.#repeated
    if (around.is !== 'resumed') return around
    if (!around.anew.has(loopId)) return { is: 'reused' }
    const loop = own.history.get(outer)?.get(loopId)
    if (!loop || !('input' in loop) || !this.resumes(loopId, around.anew)) return { is: 'begun anew' }
    return { is: 'resumed', anew: failedIn(own.history.get(path) ?? new Map<string, Step>(), index) }
  }
}

/** Outside all loops: the nodes that will run anew. */
function nodesAnew({ index, own: { history }, from }: Repeated): Set<string> {
  if (from === 'start') return new Set(index.node.keys())
  if (from === 'failed') return failedIn(history.get('') ?? new Map<string, Step>(), index)
  const outermost = loopsAround(index, from.nodeId)[0] ?? from.nodeId
  return new Set([outermost, ...downstreamOf(index, outermost)])
}

/** Of one turn, or of what is outside all loops: what has failed without a way out, was broken off or ended the run, and
 *  whatever is behind it. */
function failedIn(steps: Steps, index: GraphIndex): Set<string> {
  const anew = new Set<string>()
  for (const [nodeId, step] of steps) {
    const isUnhandled = step.status === 'failed' && !edgesOutOf(index, nodeId).some(({ port }) => port === 'error')
    const endedIt = step.status === 'succeeded' && LEAVES[step.port] === 'run'
    if (!isUnhandled && !endedIt && isOver(step)) continue
    anew.add(nodeId)
    for (const id of downstreamOf(index, nodeId)) anew.add(id)
  }
  // What an end left aside has its chance again.
  if (anew.size > 0) for (const [nodeId, step] of steps) if (step.status === 'skipped') anew.add(nodeId)
  return anew
}

/** Whether a step of the earlier run can be reused as it is. */
export const isOver = ({ status }: Step) => status === 'succeeded' || status === 'skipped' || status === 'failed'
