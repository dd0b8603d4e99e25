import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { useEditor } from '../../../editor/store/editor-context.ts'

/** The one node whose fields stand in the panel. */
export const usePanelNode = (): GraphNode | undefined =>
  useEditor(({ selectedNodes, index }) => {
    const [id] = selectedNodes.size === 1 ? selectedNodes : []
    return id === undefined ? undefined : index.node.get(id)
  })
