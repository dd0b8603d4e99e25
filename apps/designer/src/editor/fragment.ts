import { GRAPH_FORMAT, Graph } from '@tailorbird/flow/graph/graph'

const FORMAT = 'tailorbird.fragment/1'

/** Nodes on their way through the clipboard: readable JSON, without anything secret, because a graph holds nothing secret. */
export type Fragment = Pick<Graph, 'nodes' | 'edges'>

export function fragmentOf(graph: Graph, nodeIds: ReadonlySet<string>): Fragment {
  return {
    nodes: graph.nodes.filter(({ id }) => nodeIds.has(id)),
    edges: graph.edges.filter(({ from, to }) => nodeIds.has(from) && nodeIds.has(to)),
  }
}

export const fragmentText = ({ nodes, edges }: Fragment) => JSON.stringify({ format: FORMAT, nodes, edges }, null, 2)

/** Nothing when the text is something else. A whole flow in its published format may be pasted too. */
export function readFragment(text: string): Fragment | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || !('format' in found)) return undefined
    if (found.format !== FORMAT && found.format !== GRAPH_FORMAT) return undefined
    const { success, data } = Graph.safeParse({ ...found, format: GRAPH_FORMAT })
    return success && data.nodes.length > 0 ? { nodes: data.nodes, edges: data.edges } : undefined
  } catch {
    return undefined
  }
}
