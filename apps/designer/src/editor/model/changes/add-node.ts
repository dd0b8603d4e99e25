import type { Edge, GraphNode } from '@tailorbird/flow/graph/graph'
import type { Change } from './change.ts'
import { mayConnect } from './connect.ts'

interface AddNode {
  node: GraphNode
  /** The port it hangs on. */
  wire?: Omit<Edge, 'to'> | undefined
}

export const addNode = ({ node, wire }: AddNode): Change => ({
  name: `Add ${node.label}`,
  apply: (graph) => {
    const added = { ...graph, nodes: [...graph.nodes, node] }
    const edge = wire && { ...wire, to: node.id }
    return edge && mayConnect(added, edge) ? { ...added, edges: [...added.edges, edge] } : added
  },
  select: [node.id],
})
