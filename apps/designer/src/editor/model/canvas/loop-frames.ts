import { type GraphIndex, bodyOf } from '@tailorbird/flow/graph/graph-index'
import { type Box, type Position, boundsOf } from './place-node.ts'

export interface LoopFrame extends Box {
  loopId: string
  depth: number
}

const AIR = 24
/** Room for the name of the loop. */
const HEAD = 40

/** A frame around what each loop repeats, the outer ones first; a loop within a loop lies inside with its own frame. */
export function loopFrames(index: GraphIndex, places: ReadonlyMap<string, Position>): LoopFrame[] {
  const frames: LoopFrame[] = []
  const frameOf = (loopId: string, depth: number): LoopFrame | undefined => {
    const body = bodyOf(index, loopId)
    const inner = body.flatMap((id) => frameOf(id, depth + 1) ?? [])
    const cards = body.flatMap((id) => places.get(id) ?? [])
    if (cards.length === 0) return undefined
    const box = around([boundsOf(cards.map((position) => ({ position }))), ...inner])
    const frame = {
      loopId,
      depth,
      x: box.x - AIR,
      y: box.y - HEAD,
      width: box.width + 2 * AIR,
      height: box.height + HEAD + AIR,
    }
    frames.push(frame)
    return frame
  }
  for (const id of bodyOf(index, '')) frameOf(id, 0)
  return frames.toSorted((a, b) => a.depth - b.depth)
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}
