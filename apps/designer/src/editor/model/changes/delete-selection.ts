import type { Edge, Graph } from '@tailorbird/flow/graph/graph'
import type { Change } from './change.ts'
import { mayConnect } from './connect.ts'

interface DeleteSelection {
  nodeIds: readonly string[]
  edgeIds?: readonly string[]
  newId(): string
}

/** Deletes nodes and edges. Where a node leaves a gap in the thread, the thread is sewn together again. */
export const deleteSelection = ({ nodeIds, edgeIds = [], newId }: DeleteSelection): Change => {
  // Ids are drawn once, so that applying the change again gives the same graph.
  const ids = new Map<string, string>()
  const idFor = (key: string) => {
    const id = ids.get(key) ?? newId()
    ids.set(key, id)
    return id
  }
  return {
    name: nameOf(nodeIds.length, edgeIds.length),
    apply: (graph) => {
      const without = { ...graph, edges: graph.edges.filter(({ id }) => !edgeIds.includes(id)) }
      return nodeIds.reduce((rest, nodeId) => deleteNode(rest, nodeId, idFor), without)
    },
    select: [],
  }
}

function nameOf(nodes: number, edges: number) {
  if (nodes === 0) return edges === 1 ? 'Delete edge' : `Delete ${edges} edges`
  return nodes === 1 ? 'Delete node' : `Delete ${nodes} nodes`
}

function deleteNode(graph: Graph, nodeId: string, idFor: (key: string) => string): Graph {
  const rest = {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => id !== nodeId),
    edges: graph.edges.filter(({ from, to }) => from !== nodeId && to !== nodeId),
  }
  return healed(graph, nodeId, idFor).reduce(
    (sewn, edge) => (mayConnect(sewn, edge) ? { ...sewn, edges: [...sewn.edges, edge] } : sewn),
    rest,
  )
}

/** Every way in is led on to where the node led, if that is one place; a fork has no one way on. */
function healed(graph: Graph, nodeId: string, idFor: (key: string) => string): Edge[] {
  const onward = new Set(
    graph.edges.filter(({ from, port }) => from === nodeId && port !== 'error').map(({ to }) => to),
  )
  const [target] = onward
  if (target === undefined || onward.size > 1) return []
  return graph.edges
    .filter(({ to }) => to === nodeId)
    .map(({ from, port }) => ({ id: idFor(`${from}/${port}/${target}`), from, port, to: target }))
}
