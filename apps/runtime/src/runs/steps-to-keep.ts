import { signalKey } from '@tailorbird/engine/advance'
import { LEAVES } from '@tailorbird/engine/ending'
import type { Rerun } from '@tailorbird/flow/contract/runs'
import { type GraphIndex, downstreamOf, edgesOutOf, loopsAround } from '@tailorbird/flow/graph/graph-index'
import type { NodeType } from '@tailorbird/flow/node/node-type'
import type { History, Step } from '@tailorbird/flow/run/run'

interface Repeating {
  /** The graph that will run, and what happened when it ran before. */
  index: GraphIndex
  history: History
  from: Rerun['from']
  nodeType(type: string): NodeType | undefined
  /** The node's type when it ran before: one that has changed since is another node. */
  typeBefore(nodeId: string): string | undefined
  /** Completed writes that shall be done again, by place. */
  again: ReadonlySet<string>
}

export interface Kept {
  /** What the new run begins with. */
  history: Map<string, Map<string, Step>>
  /** Places of completed writes that it would come upon again; all but those in `again` are kept. */
  writes: { nodeId: string; path: string }[]
}

/** What a re-run takes over from the run it repeats. Pure. A completed write is never left out unless it is named in
 *  `again`: whatever else runs anew, nothing is posted twice by default. A loop that failed goes on where it was. */
export function stepsToKeep(repeating: Repeating): Kept {
  const { index, history, from, nodeType, typeBefore, again } = repeating
  const anew = nodesAnew(repeating)
  const kept: Kept = { history: new Map(), writes: [] }
  for (const [path, steps] of history) {
    const goesOn = from === 'failed' && path !== ''
    const inTurn = goesOn ? failedIn(steps, index) : anew
    for (const [nodeId, step] of steps) {
      const node = index.node.get(nodeId)
      const type = node && nodeType(node.type)
      const isSame = node?.type === typeBefore(nodeId) && path === pathIn(index, nodeId, path)
      const isWrite = type?.kind === 'action' && type.effect === 'writes' && step.status === 'succeeded'
      const runsAnew = inTurn.has(nodeId) || (path !== '' && !goesOn && isInside(index, nodeId, anew))
      if (isWrite && isSame && runsAnew) {
        kept.writes.push({ nodeId, path })
        if (!again.has(signalKey(path, nodeId))) keep(kept, path, nodeId, step)
      } else if (isSame && !runsAnew && isOver(step)) {
        keep(kept, path, nodeId, step)
      } else if (isSame && from === 'failed' && type?.kind === 'loop' && 'input' in step) {
        // Begun and not ended: the engine takes its turns up where they are.
        const { attempt, at, input } = step
        keep(kept, path, nodeId, { status: 'started', attempt, at, input })
      }
    }
  }
  return kept
}

/** Outside all loops: the nodes that will run again. */
function nodesAnew({ index, history, from }: Repeating): Set<string> {
  if (from === 'start') return new Set(index.node.keys())
  const root = history.get('') ?? new Map<string, Step>()
  if (from === 'failed') return failedIn(root, index)
  const outermost = loopsAround(index, from.nodeId)[0] ?? from.nodeId
  return new Set([outermost, ...downstreamOf(index, outermost)])
}

/** Of one turn, or of what stands outside all loops: what has failed without a way out, was broken off or ended the run,
 *  and whatever hangs on it. */
function failedIn(steps: ReadonlyMap<string, Step>, index: GraphIndex): Set<string> {
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

const isOver = ({ status }: Step) => status === 'succeeded' || status === 'skipped' || status === 'failed'

const isInside = (index: GraphIndex, nodeId: string, anew: ReadonlySet<string>) =>
  loopsAround(index, nodeId).some((loopId) => anew.has(loopId))

/** The path as it would be today: the same, when the node still stands in the same loops. */
function pathIn(index: GraphIndex, nodeId: string, path: string) {
  const turns = path === '' ? [] : path.split('/')
  const loops = loopsAround(index, nodeId)
  const isSame = turns.length === loops.length && turns.every((turn, at) => turn.startsWith(`${loops[at]}:`))
  return isSame ? path : undefined
}

function keep({ history }: Kept, path: string, nodeId: string, step: Step) {
  const steps = history.get(path) ?? new Map<string, Step>()
  history.set(path, steps.set(nodeId, step))
}
