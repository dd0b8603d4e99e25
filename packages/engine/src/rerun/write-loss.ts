import { type GraphIndex, loopsAround } from '@tailorbird/flow/graph/graph-index'
import { type StepRef, type Turn, parsePath } from '@tailorbird/flow/run/step-ref'

/** Why the graph that will run does not have a step as it was: the node is not there, is of another type, or stands in
 *  other loops. */
export type WriteLoss = 'gone' | 'other type' | 'moved'

/** Undefined when the graph `now` has the step as the graph `before` had it. */
export function writeLoss(
  { nodeId, path }: StepRef,
  { before, now }: { before: GraphIndex; now: GraphIndex },
): WriteLoss | undefined {
  const node = now.node.get(nodeId)
  if (!node) return 'gone'
  const typeBefore = before.node.get(nodeId)?.type
  if (typeBefore !== undefined && node.type !== typeBefore) return 'other type'
  const turns = parsePath(path)
  const loops = loopsAround(now, nodeId)
  const isSame = ({ loopId }: Turn, depth: number) =>
    loopId === loops[depth] && before.node.get(loopId)?.type === now.node.get(loopId)?.type
  return turns.length === loops.length && turns.every(isSame) ? undefined : 'moved'
}
