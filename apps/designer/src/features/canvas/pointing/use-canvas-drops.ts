import { type DragEvent, useRef } from 'react'
import { useReactFlow } from 'reactflow'
import type { CanvasNode } from '../../../editor/model/canvas/canvas-nodes.ts'
import { CARD } from '../../../editor/model/canvas/card-size.ts'
import { insertOnEdge } from '../../../editor/model/changes/insert-on-edge.ts'
import { chooseNode, mainPort } from '../../../editor/actions/choose-node.ts'
import { carriedNode, carriesNode } from '../../../editor/model/pills/drag-data.ts'
import { useEditorStore } from '../../../editor/store/editor-context.ts'
import { edgesInto, edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import { surroundingsOf } from '../../../editor/model/workspace.ts'

/** What is dropped on the canvas: a node from the palette, on the paper or on a thread; a loose card onto a thread. */
export function useCanvasDrops() {
  const store = useEditorStore()
  const flow = useReactFlow()
  const lit = useRef<Element>(undefined)

  const light = (edge: Element | undefined) => {
    if (lit.current === edge) return
    lit.current?.removeAttribute('data-dropping')
    edge?.setAttribute('data-dropping', '')
    lit.current = edge
  }

  const surface = {
    onDragOver(event: DragEvent) {
      if (!carriesNode(event.dataTransfer) || store.getState().readOnly) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      light(edgeAt(event.clientX, event.clientY))
    },
    onDragLeave: () => light(undefined),
    onDrop(event: DragEvent) {
      light(undefined)
      const editor = store.getState()
      const type = surroundingsOf(editor.workspace).nodeType(carriedNode(event.dataTransfer))
      if (!type || editor.readOnly) return
      event.preventDefault()
      const edgeId = edgeAt(event.clientX, event.clientY)?.getAttribute('data-id') ?? undefined
      const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      const position = { x: x - CARD.width / 2, y: y - CARD.height / 2 }
      chooseNode(editor, type, edgeId === undefined ? { position } : { edgeId })
    },
  }

  const spliceWhenDropped = (event: MouseEvent | TouchEvent, moved: CanvasNode[]) => {
    const [card] = moved
    const { index, workspace, perform, world } = store.getState()
    const node = card && index.node.get(card.id)
    const type = node && surroundingsOf(workspace).nodeType(node.type)
    if (moved.length !== 1 || !type || type.kind === 'trigger' || !('clientX' in event)) return
    if (edgesInto(index, node.id).length + edgesOutOf(index, node.id).length > 0) return
    const edgeId = edgeAt(event.clientX, event.clientY)?.getAttribute('data-id')
    if (edgeId) perform(insertOnEdge({ node, edgeId, port: mainPort(type, node), newEdgeId: world.newId() }))
  }

  return { surface, spliceWhenDropped }
}

/** The thread under the pointer, below whatever is being held over it. */
function edgeAt(x: number, y: number): Element | undefined {
  return (
    document
      .elementsFromPoint(x, y)
      .map((element) => element.closest('.react-flow__edge'))
      .find((edge) => edge !== null) ?? undefined
  )
}
