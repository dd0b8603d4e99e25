import type { Graph } from '@tailorbird/flow/graph/graph'
import { GRAPH_FORMAT } from '@tailorbird/flow/graph/graph-format'

/** Raised together with the format of flows, and read by the same rule. */
const FORMAT = GRAPH_FORMAT.replace('.flow/', '.fragment/')

/** Nodes on their way through the clipboard: readable JSON, without anything secret, because a graph holds nothing secret. */
export type Fragment = Pick<Graph, 'nodes' | 'edges'>

export function fragmentOf(graph: Graph, nodeIds: ReadonlySet<string>): Fragment {
  return {
    nodes: graph.nodes.filter(({ id }) => nodeIds.has(id)),
    edges: graph.edges.filter(({ from, to }) => nodeIds.has(from) && nodeIds.has(to)),
  }
}

export const fragmentText = ({ nodes, edges }: Fragment) => JSON.stringify({ format: FORMAT, nodes, edges }, null, 2)

/** What says of itself that it is a fragment, unchecked. A whole flow in its published format may be pasted too. */
export function fragmentIn(text: string): object | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null || !('format' in found)) return undefined
    return typeof found.format === 'string' && /^tailorbird\.(flow|fragment)\//.test(found.format) ? found : undefined
  } catch {
    return undefined
  }
}

/** Nothing when it is broken. The schemas are fetched for the first thing that is pasted. */
export async function checkedFragment(found: object): Promise<Fragment | undefined> {
  const graphs = await import('@tailorbird/flow/graph/graph')
  const format = 'format' in found ? String(found.format).replace('.fragment/', '.flow/') : undefined
  const { data } = graphs.Graph.safeParse({ ...found, format })
  return data && data.nodes.length > 0 ? { nodes: data.nodes, edges: data.edges } : undefined
}
