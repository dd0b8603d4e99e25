import type { Graph } from '@tailorbird/flow/graph/graph'
import { downstreamOf, indexGraph, loopsAround } from '@tailorbird/flow/graph/graph-index'
import { CARD, COLUMN, ROW } from './card-size.ts'
import { boundsOf, snapped } from './place-node.ts'

/** More than a row: the frame around the body has a head. */
const BELOW = ROW + 56

/** Makes room for a loop that has just been put in the place of its first step: its body moves down as a whole, and what
 *  comes after the loop stands beside the body, so that no thread crosses the frame; first of all the fork that was made
 *  together with the loop, where there is one. */
export function placeLoop(graph: Graph, { loopId, forkId }: { loopId: string; forkId?: string | undefined }): Graph {
  const index = indexGraph(graph)
  const loop = index.node.get(loopId)
  if (!loop) return graph
  const body = new Set(graph.nodes.flatMap(({ id }) => (loopsAround(index, id).includes(loopId) ? [id] : [])))
  const behind = downstreamOf(index, loopId)
  const isAfter = ({ id }: { id: string }) => behind.has(id) && !body.has(id) && id !== forkId
  const { x: left, width } = boundsOf(graph.nodes.filter(({ id }) => body.has(id)))
  const beside = { x: left + width + COLUMN - CARD.width, y: loop.position.y + BELOW }
  const after = boundsOf(graph.nodes.filter(isAfter))
  const move = { x: beside.x - after.x, y: beside.y + (forkId === undefined ? 0 : ROW) - after.y }
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const { x, y } = node.position
      if (node.id === forkId) return { ...node, position: snapped(beside) }
      if (body.has(node.id)) return { ...node, position: snapped({ x, y: y + BELOW }) }
      return isAfter(node) ? { ...node, position: snapped({ x: x + move.x, y: y + move.y }) } : node
    }),
  }
}
