import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { CARD, COLUMN, GRID, ROW } from './card-size.ts'

export type Position = GraphNode['position']

export const snap = (value: number) => Math.round(value / GRID) * GRID
export const snapped = ({ x, y }: Position): Position => ({ x: snap(x), y: snap(y) })

/** The nearest free spot at or to the right of the wished one. */
export function freeSpot(graph: Graph, wish: Position): Position {
  const spot = snapped(wish)
  while (graph.nodes.some(({ position }) => overlaps(position, spot))) spot.x += COLUMN
  return spot
}

/** Below the node, to the side for its second and third way out. */
export function spotAfter(graph: Graph, source: GraphNode, port: string): Position {
  const siblings = graph.edges.filter(({ from }) => from === source.id).length
  const aside = port === 'error' || siblings > 0 ? COLUMN : 0
  return freeSpot(graph, { x: source.position.x + aside, y: source.position.y + ROW })
}

/** Below everything, in line with the lowest node: where a node goes that is added by a click. */
export function spotAtEnd(graph: Graph): Position {
  const lowest = graph.nodes.reduce<GraphNode | undefined>(
    (found, node) => (found && found.position.y >= node.position.y ? found : node),
    undefined,
  )
  return lowest ? freeSpot(graph, { x: lowest.position.x, y: lowest.position.y + ROW }) : { x: 0, y: 0 }
}

function overlaps(a: Position, b: Position) {
  return Math.abs(a.x - b.x) < CARD.width && Math.abs(a.y - b.y) < CARD.height
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** The smallest box around all cards. */
export function boundsOf(nodes: readonly { position: Position }[]): Box {
  if (nodes.length === 0) return { x: 0, y: 0, width: CARD.width, height: CARD.height }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { position } of nodes) {
    left = Math.min(left, position.x)
    top = Math.min(top, position.y)
    right = Math.max(right, position.x + CARD.width)
    bottom = Math.max(bottom, position.y + CARD.height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}
