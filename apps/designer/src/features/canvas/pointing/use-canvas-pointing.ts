import { type FocusEvent, type MouseEvent, useRef } from 'react'
import { type EdgeChange, type OnEdgesChange, type ReactFlowProps, useReactFlow } from 'reactflow'
import { CARD } from '../../../editor/model/canvas/card-size.ts'
import type { CanvasEdge } from '../../../editor/model/canvas/canvas-edges.ts'
import type { CanvasNode } from '../../../editor/model/canvas/canvas-nodes.ts'
import { useEditorStore } from '../../../editor/store/editor-context.ts'
import type { Position } from '../../../editor/model/canvas/place-node.ts'

/** Choosing cards and threads. From far away there are no cards to click on, only their drawing: then the places count. */
export function useCanvasPointing(far: boolean) {
  const store = useEditorStore()
  const { screenToFlowPosition, setCenter } = useReactFlow()
  const marqueeFrom = useRef<Position>(undefined)
  const at = ({ clientX, clientY }: { clientX: number; clientY: number }) =>
    screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false })

  const surface = {
    /** Tabbing onto a card chooses it; the mouse has its own ways. */
    onFocus(event: FocusEvent) {
      const id = event.target.matches('.react-flow__node:focus-visible') ? event.target.getAttribute('data-id') : null
      const { selectedNodes, select } = store.getState()
      if (id !== null && !selectedNodes.has(id)) select([id])
    },
  }

  const onEdgesChange: OnEdgesChange<CanvasEdge> = (changes) => {
    const { selectedEdges, selectedNodes, select } = store.getState()
    const next = edgesAfter(selectedEdges, changes)
    if (next) select(selectedNodes, next)
  }

  const flow = {
    onEdgesChange,
    onNodeClick() {
      const { rightTab, show } = store.getState()
      if (rightTab === 'problems' || rightTab === 'runs') show({ rightTab: 'node' })
    },
    onNodeDoubleClick(_event: MouseEvent, { id }: CanvasNode) {
      if (!store.getState().readOnly) store.getState().ask({ what: 'rename', nodeId: id })
    },
    onPaneClick(event: MouseEvent) {
      if (!far) return
      // Cards are small from here: a click beside one means it too.
      const near = {
        from: { clientX: event.clientX - 6, clientY: event.clientY - 6 },
        to: { clientX: event.clientX + 6, clientY: event.clientY + 6 },
      }
      const [hit] = cardsWithin(store.getState().graph.nodes, at(near.from), at(near.to))
      store.getState().select(hit ? [hit.id] : [])
      if (hit)
        void setCenter(hit.position.x + CARD.width / 2, hit.position.y + CARD.height / 2, { zoom: 0.8, duration: 180 })
    },
    onSelectionStart: (event: MouseEvent) => void (marqueeFrom.current = at(event)),
    onSelectionEnd(event: MouseEvent) {
      if (!far || !marqueeFrom.current) return
      store
        .getState()
        .select(cardsWithin(store.getState().graph.nodes, marqueeFrom.current, at(event)).map(({ id }) => id))
    },
  } satisfies ReactFlowProps<CanvasNode, CanvasEdge>

  return { surface, flow }
}

function edgesAfter(now: ReadonlySet<string>, changes: readonly EdgeChange<CanvasEdge>[]): Set<string> | undefined {
  const selections = changes.filter((change) => change.type === 'select')
  if (selections.length === 0) return undefined
  const next = new Set(now)
  for (const { id, selected } of selections) {
    if (selected) next.add(id)
    else next.delete(id)
  }
  return next
}

function cardsWithin<N extends { position: Position }>(nodes: readonly N[], a: Position, b: Position): N[] {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
  return nodes.filter(
    ({ position: { x, y } }) => x <= right && x + CARD.width >= left && y <= bottom && y + CARD.height >= top,
  )
}
