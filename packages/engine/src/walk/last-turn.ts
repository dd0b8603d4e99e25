import { type GraphIndex, bodyOf, loopsAround } from '@tailorbird/flow/graph/graph-index'
import { type History, type Steps, isSettled } from '@tailorbird/flow/run/run'
import { turnAround, turnPath } from '@tailorbird/flow/run/step-ref'
import { type Frame, keepOutput } from './frame.ts'
import type { World } from '../world.ts'

/** Number of the last turn of a loop that history knows of, of those that count; -1 when there is none. */
export function lastTurnIn(
  history: History,
  { path, loopId, counts = () => true }: { path: string; loopId: string; counts?: (turn: Steps) => boolean },
): number {
  let last = -1
  for (const [each, steps] of history) {
    const turn = turnAround(each, { outer: path, loopId })?.turn
    if (turn && !turn.unmatched && turn.number > last && counts(steps)) last = turn.number
  }
  return last
}

/** Behind the loop is seen what its last turn put out, that of loops within it too. */
export function keepLastTurn(
  { scope }: Pick<Frame, 'scope'>,
  last: Pick<Frame, 'scope'>,
  { index, loopId }: { index: GraphIndex; loopId: string },
) {
  for (const [id, output] of Object.entries(last.scope)) {
    if (loopsAround(index, id).includes(loopId)) scope[id] = output
  }
}

interface Looking {
  index: GraphIndex
  history: History
  nodeType: World['nodeType']
}

/** The same after a crash or a pause, for the loops of a frame that were over by then. */
export function recallLastTurns(frame: Frame, looking: Looking) {
  for (const [id, step] of frame.steps) {
    if (step.status === 'succeeded' || step.status === 'failed') recall(frame, id, { ...looking, path: frame.path })
  }
}

function recall(frame: Frame, loopId: string, { path, ...looking }: Looking & { path: string }) {
  const { index, history, nodeType } = looking
  const node = index.node.get(loopId)
  const type = node && nodeType(node.type)
  if (type?.kind !== 'loop' || !type.keepsLast) return
  // A turn of which only a result of an earlier run is known was never begun.
  const isOver = (steps: Steps) => bodyOf(index, loopId).every((id) => isSettled(steps.get(id)))
  const turn = lastTurnIn(history, { path, loopId, counts: isOver })
  if (turn < 0) return
  const inside = turnPath(path, loopId, turn)
  for (const id of bodyOf(index, loopId)) {
    const step = history.get(inside)?.get(id)
    if (!step) continue
    keepOutput(frame, id, step)
    recall(frame, id, { ...looking, path: inside })
  }
}
