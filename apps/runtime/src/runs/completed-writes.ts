import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { NodeType } from '@tailorbird/flow/node/node-type'
import type { History, Step } from '@tailorbird/flow/run/run'
import { isUnmatched, parsePath, turnPath } from '@tailorbird/flow/run/step-ref'

export type Done = Extract<Step, { status: 'succeeded' }>

/** A run of a family of repetitions: what happened in it, and the graph it ran on. */
export interface Told {
  runId: string
  history: History
  index: GraphIndex
}

/** Something that a run has written, or has taken over from one that did. */
export interface Write {
  /** The run whose history tells of it, and the one it was taken over from, if it was. */
  toldBy: string
  runId: string
  nodeId: string
  path: string
  /** What the turns it was done in were about, from outside inwards. */
  of: readonly unknown[]
  step: Done
}

export type TypeOf = (type: string) => NodeType | undefined

/** Everything a run has written, in the order of its history. */
export function writesOf({ runId, history, index }: Told, nodeType: TypeOf): Write[] {
  const writes: Write[] = []
  for (const [path, steps] of history) {
    for (const [nodeId, step] of steps) {
      const type = nodeType(index.node.get(nodeId)?.type ?? '')
      if (step.status !== 'succeeded' || type?.kind !== 'action' || type.effect !== 'writes') continue
      const of = step.of ?? itemsAlong({ history, index, path, nodeType })
      writes.push({ toldBy: runId, runId: step.reusedFrom ?? runId, nodeId, path, of, step })
    }
  }
  return writes
}

/** The same write, in however many runs it is told of. */
export const writeKey = ({ nodeId, step }: Pick<Write, 'nodeId' | 'step'>) =>
  `${nodeId} ${step.endedAt.toISOString()} ${JSON.stringify(step.output)}`

/** What the turns of a path were about, as the loops' inputs tell. */
function itemsAlong({
  history,
  index,
  path,
  nodeType,
}: {
  history: History
  index: GraphIndex
  path: string
  nodeType: TypeOf
}): unknown[] {
  if (isUnmatched(path)) return []
  let at = ''
  return parsePath(path).map(({ loopId, number }) => {
    const items = itemsIn(history.get(at)?.get(loopId), nodeType(index.node.get(loopId)?.type ?? ''))
    at = turnPath(at, loopId, number)
    return items ? items[number] : number
  })
}

/** The items a loop has gone through; undefined when its turns are known by their number. */
export function itemsIn(step: Step | undefined, type: NodeType | undefined): readonly unknown[] | undefined {
  if (type?.kind !== 'loop' || !type.itemsOf || !step || !('input' in step)) return undefined
  const items: unknown = type.itemsOf((step.input ?? {}) as Record<string, unknown>)
  return Array.isArray(items) ? items : undefined
}
