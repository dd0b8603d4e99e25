import type { Edge, Graph } from '@tailorbird/flow/graph/graph'
import { downstreamOf, indexGraph } from '@tailorbird/flow/graph/graph-index'
import type { Change } from './change.ts'

export const connect = (edge: Edge): Change => ({
  name: 'Connect',
  apply: (graph) => (mayConnect(graph, edge) ? { ...graph, edges: [...graph.edges, edge] } : graph),
})

/** No edge twice, none onto itself and none that closes a circle: the node would wait for itself. */
export function mayConnect(graph: Graph, { from, port, to }: Pick<Edge, 'from' | 'port' | 'to'>): boolean {
  if (from === to || graph.edges.some((edge) => edge.from === from && edge.port === port && edge.to === to))
    return false
  return !downstreamOf(indexGraph(graph), to).has(from)
}

export const disconnect = (edgeIds: readonly string[]): Change => ({
  name: edgeIds.length === 1 ? 'Delete edge' : `Delete ${edgeIds.length} edges`,
  apply: (graph) => ({ ...graph, edges: graph.edges.filter(({ id }) => !edgeIds.includes(id)) }),
})

/** Takes hold of an end of an edge and puts it elsewhere. */
export const reconnect = (edgeId: string, to: Edge): Change => ({
  name: 'Move edge',
  apply: (graph) => {
    const rest = { ...graph, edges: graph.edges.filter(({ id }) => id !== edgeId) }
    return mayConnect(rest, to) ? { ...rest, edges: [...rest.edges, to] } : graph
  },
})
