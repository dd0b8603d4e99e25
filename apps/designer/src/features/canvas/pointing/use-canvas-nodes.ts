import { useMemo, useState } from 'react'
import { type NodeChange, type OnNodesChange, type OnNodeDrag } from 'reactflow'
import { canvasEdges } from '../../../editor/model/canvas/canvas-edges.ts'
import { type CanvasNode, canvasNodes } from '../../../editor/model/canvas/canvas-nodes.ts'
import { moveNodes } from '../../../editor/model/changes/edit-node.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import type { Position } from '../../../editor/model/canvas/place-node.ts'

const nothing: ReadonlyMap<string, Position> = new Map()

/** The cards for React Flow: derived from the flow, with the places of cards that are on their way laid over it. */
export function useCanvasNodes() {
  const store = useEditorStore()
  const index = useEditor((editor) => editor.index)
  const workspace = useEditor((editor) => editor.workspace)
  const selected = useEditor((editor) => editor.selectedNodes)
  const readOnly = useEditor((editor) => editor.readOnly)
  const [dragged, setDragged] = useState(nothing)

  const nodes = useMemo(() => {
    const [first] = selected
    const tabStop = first ?? index.graph.nodes[0]?.id
    return canvasNodes({ index, workspace, selected, tabStop, dragged, readOnly })
  }, [index, workspace, selected, dragged, readOnly])

  const onNodesChange: OnNodesChange<CanvasNode> = (changes) => {
    const moves = changes.filter((change) => change.type === 'position')
    if (moves.some(({ dragging }) => dragging)) setDragged(withMoves(moves))
    const select = selectionAfter(store.getState().selectedNodes, changes)
    if (select) store.getState().select(select, store.getState().selectedEdges)
  }

  /** While dragging nothing is recorded; letting go is one change. */
  const onDragEnd: OnNodeDrag<CanvasNode> = (_event, _node, moved) => {
    store.getState().perform(moveNodes(new Map(moved.map(({ id, position }) => [id, position]))))
    setDragged(nothing)
  }

  return { nodes, onNodesChange, onDragEnd }
}

const withMoves = (moves: { id: string; position?: Position | undefined }[]) => (now: ReadonlyMap<string, Position>) =>
  new Map([...now, ...moves.flatMap(({ id, position }) => (position ? [[id, position] as const] : []))])

export function selectionAfter(
  now: ReadonlySet<string>,
  changes: readonly NodeChange<CanvasNode>[],
): Set<string> | undefined {
  const selections = changes.filter((change) => change.type === 'select')
  if (selections.length === 0) return undefined
  const next = new Set(now)
  for (const { id, selected } of selections) {
    if (selected) next.add(id)
    else next.delete(id)
  }
  return next
}

/** The edges for React Flow. */
export function useCanvasEdges() {
  const index = useEditor((editor) => editor.index)
  const workspace = useEditor((editor) => editor.workspace)
  const selected = useEditor((editor) => editor.selectedEdges)
  return useMemo(() => canvasEdges({ index, workspace, selected }), [index, workspace, selected])
}
