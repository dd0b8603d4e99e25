import type { Edge, Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { downstreamOf, indexGraph } from '@tailorbird/flow/graph/graph-index'
import { ROW } from '../canvas/card-size.ts'
import type { Change } from './change.ts'
import { snapped } from '../canvas/place-node.ts'

interface InsertOnEdge {
  node: GraphNode
  edgeId: string
  /** The way out of the new node that the thread goes on by. */
  port: string
  newEdgeId: string
}

/** Puts a node between two others; what comes after moves down when there is no room. The node may be new or already there. */
export const insertOnEdge = ({ node, edgeId, port, newEdgeId }: InsertOnEdge): Change => ({
  name: `Insert ${node.label}`,
  apply: (graph) => {
    const edge = graph.edges.find(({ id }) => id === edgeId)
    if (!edge || edge.from === node.id || edge.to === node.id) return graph
    const nodes = [...graph.nodes.filter(({ id }) => id !== node.id), node]
    const edges = graph.edges.flatMap((other) => (other === edge ? split(edge, { node, port, newEdgeId }) : [other]))
    return makeRoom({ ...graph, nodes, edges }, edge, node.id)
  },
  select: [node.id],
})

function split(edge: Edge, { node, port, newEdgeId }: Pick<InsertOnEdge, 'node' | 'port' | 'newEdgeId'>): Edge[] {
  return [
    { ...edge, to: node.id },
    { id: newEdgeId, from: node.id, port, to: edge.to },
  ]
}

function makeRoom(graph: Graph, edge: Edge, insertedId: string): Graph {
  const index = indexGraph(graph)
  const source = index.node.get(edge.from)
  const target = index.node.get(edge.to)
  if (!source || !target) return graph
  const wish = { x: (source.position.x + target.position.x) / 2, y: source.position.y + ROW }
  const gap = target.position.y - source.position.y
  const shift = gap > 0 && gap < 2 * ROW ? 2 * ROW - gap : 0
  const after = new Set([target.id, ...downstreamOf(index, target.id)])
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (node.id === insertedId) return { ...node, position: snapped(wish) }
      return shift > 0 && after.has(node.id)
        ? { ...node, position: { x: node.position.x, y: node.position.y + shift } }
        : node
    }),
  }
}
