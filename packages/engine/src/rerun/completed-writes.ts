import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { NodeType } from '@tailorbird/flow/node/node-type'
import type { History, Step } from '@tailorbird/flow/run/run'
import { type StepRef, isUnmatched, parsePath, turnPath } from '@tailorbird/flow/run/step-ref'

export type SucceededStep = Extract<Step, { status: 'succeeded' }>

/** A run of a family (a run, what it repeats, and the other repetitions of that): its history and its graph. */
export interface FamilyRun {
  runId: string
  history: History
  index: GraphIndex
}

/** Something that a run has written, or has reused from one that did. */
export interface CompletedWrite extends StepRef {
  /** The run in whose history it stands, and the one that wrote it. */
  foundIn: string
  runId: string
  /** What the turns around it were about, from outside inwards. */
  turnItems: readonly unknown[]
  step: SucceededStep
}

export type NodeTypes = (type: string) => NodeType | undefined

/** Everything a run has written, in the order of its history. */
export function writesOf({ runId, history, index }: FamilyRun, nodeType: NodeTypes): CompletedWrite[] {
  const writes: CompletedWrite[] = []
  for (const [path, steps] of history) {
    for (const [nodeId, step] of steps) {
      const type = nodeType(index.node.get(nodeId)?.type ?? '')
      if (step.status !== 'succeeded' || type?.kind !== 'action' || type.effect !== 'writes') continue
      const turnItems = step.turnItems ?? itemsAlong(path, { history, index, nodeType })
      writes.push({ foundIn: runId, runId: step.reusedFrom ?? runId, nodeId, path, turnItems, step })
    }
  }
  return writes
}

/** A text that is the same for the same write, in whichever histories it stands. */
export const writeKey = ({ nodeId, step }: Pick<CompletedWrite, 'nodeId' | 'step'>) =>
  JSON.stringify([nodeId, step.endedAt, step.output])

interface InRun extends Pick<FamilyRun, 'history' | 'index'> {
  nodeType: NodeTypes
}

/** What the turns of a path were about, as the inputs of the loops say. */
function itemsAlong(path: string, { history, index, nodeType }: InRun): unknown[] {
  if (isUnmatched(path)) return []
  let outer = ''
  return parsePath(path).map(({ loopId, number }) => {
    const items = itemsOfLoop(history.get(outer)?.get(loopId), nodeType(index.node.get(loopId)?.type ?? ''))
    outer = turnPath(outer, loopId, number)
    return items ? items[number] : number
  })
}

/** The items a loop has gone through; undefined when its turns are known by their number. */
export function itemsOfLoop(step: Step | undefined, type: NodeType | undefined): readonly unknown[] | undefined {
  if (type?.kind !== 'loop' || !type.itemsOf || !step || !('input' in step)) return undefined
  const items: unknown = type.itemsOf((step.input ?? {}) as Record<string, unknown>)
  return Array.isArray(items) ? items : undefined
}
