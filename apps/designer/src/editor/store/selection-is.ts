import type { Editor } from './editor.ts'

/** The one selected node, when it is one. */
export const oneNode = ({ selectedNodes }: Editor) => (selectedNodes.size === 1 ? [...selectedNodes][0] : undefined)
export const hasNodes = ({ selectedNodes }: Editor) => selectedNodes.size > 0
export const hasAny = ({ selectedNodes, selectedEdges }: Editor) => selectedNodes.size + selectedEdges.size > 0
