import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, edgesInto, edgesOutOf } from '@tailorbird/flow/graph/graph-index'

export type Direction = 'up' | 'down' | 'left' | 'right'

/** Where an arrow key leads: along the thread first, else to the nearest card that way. */
export function walk(index: GraphIndex, fromId: string | undefined, direction: Direction): GraphNode | undefined {
  const from = fromId === undefined ? undefined : index.node.get(fromId)
  if (!from) return [...index.graph.nodes].sort((a, b) => a.position.y - b.position.y)[0]
  return alongThread(index, from, direction) ?? nearest(index.graph.nodes, from, direction)
}

function alongThread(index: GraphIndex, from: GraphNode, direction: Direction): GraphNode | undefined {
  if (direction === 'left' || direction === 'right') return undefined
  const ids =
    direction === 'down'
      ? edgesOutOf(index, from.id).map(({ to }) => to)
      : edgesInto(index, from.id).map((edge) => edge.from)
  const nodes = ids.flatMap((id) => index.node.get(id) ?? [])
  return nodes.sort((a, b) => Math.abs(a.position.x - from.position.x) - Math.abs(b.position.x - from.position.x))[0]
}

/** Straight ahead counts more than aside: a step sideways costs three. */
function nearest(nodes: readonly GraphNode[], from: GraphNode, direction: Direction): GraphNode | undefined {
  let best: { node: GraphNode; cost: number } | undefined
  for (const node of nodes) {
    const { ahead, aside } = distance(from, node, direction)
    const cost = ahead + 3 * aside
    if (node !== from && ahead > 0 && (!best || cost < best.cost)) best = { node, cost }
  }
  return best?.node
}

function distance(from: GraphNode, to: GraphNode, direction: Direction) {
  const x = to.position.x - from.position.x
  const y = to.position.y - from.position.y
  switch (direction) {
    case 'up':
      return { ahead: -y, aside: Math.abs(x) }
    case 'down':
      return { ahead: y, aside: Math.abs(x) }
    case 'left':
      return { ahead: -x, aside: Math.abs(y) }
    case 'right':
      return { ahead: x, aside: Math.abs(y) }
  }
}
