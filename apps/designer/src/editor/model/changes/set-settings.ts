import type { FlowSettings, Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import type { Change } from './change.ts'
import { editNode } from './edit-node.ts'

/** What becomes of a node that fails or takes too long. */
export type NodeSettings = Pick<GraphNode, 'retry' | 'timeoutSeconds'>

/** Undefined takes a setting away: the usual counts again. */
export const setNodeSettings = (
  nodeId: string,
  settings: { [K in keyof NodeSettings]: NodeSettings[K] | undefined },
): Change => ({
  name: 'Change what happens on failure',
  merge: `settings ${nodeId}`,
  apply: (graph) => editNode(graph, nodeId, (node) => defined({ ...node, ...settings })),
})

export const setFlowSettings = (settings: FlowSettings): Change => ({
  name: 'Change flow settings',
  merge: 'flow settings',
  apply: (graph): Graph => {
    if (JSON.stringify(settings) === JSON.stringify(graph.settings ?? {})) return graph
    const { settings: _, ...rest } = graph
    return Object.keys(settings).length > 0 ? { ...rest, settings } : rest
  },
})

/** Saved graphs say nothing where nothing is set. */
function defined(node: { [K in keyof GraphNode]: GraphNode[K] | undefined } & GraphNode): GraphNode {
  const { retry, timeoutSeconds, ...rest } = node
  return { ...rest, ...(retry && { retry }), ...(timeoutSeconds !== undefined && { timeoutSeconds }) }
}
