import { useCallback, useEffect, useRef } from 'react'
import { type ReactFlowState, useReactFlow, useStore, useStoreApi } from 'reactflow'
import type { CanvasView } from '../../../editor/model/canvas/canvas-view.ts'
import { CARD } from '../../../editor/model/canvas/card-size.ts'
import { useEditorStore } from '../../../editor/store/editor-context.ts'
import { type Box, type Position, boundsOf } from '../../../editor/model/canvas/place-node.ts'

const hasSize = ({ width, height }: ReactFlowState) => width > 0 && height > 0
const QUICK = { duration: 180 }

/** Lends the commands of the editor the canvas that is on the screen, and shows the whole flow when it opens. */
export function useCanvasView() {
  const store = useEditorStore()
  const flow = useReactFlow()
  const api = useStoreApi()
  const ready = useStore(hasSize)
  const surface = useRef<HTMLElement>(null)
  const pointer = useRef<Position>(undefined)

  useEffect(() => {
    if (!ready) return
    const motion = () => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? {} : QUICK)
    const place = (box: Box, options: { duration?: number } = {}) => {
      const { width, height } = api.getState()
      void flow.setViewport(framing(box, { width, height }), options)
    }
    const view: CanvasView = {
      fit: () => place(boundsOf(store.getState().graph.nodes), motion()),
      zoomIn: () => void flow.zoomIn(motion()),
      zoomOut: () => void flow.zoomOut(motion()),
      show(nodeId, { focus = false } = {}) {
        const node = store.getState().index.node.get(nodeId)
        if (!node) return
        const { width, height, transform } = api.getState()
        const viewport = intoSight(node.position, transform, { width, height })
        if (viewport) void flow.setViewport(viewport, motion())
        if (focus) focusCard(surface.current, nodeId)
      },
      middle() {
        const { width, height, transform } = api.getState()
        return { x: (width / 2 - transform[0]) / transform[2], y: (height / 2 - transform[1]) / transform[2] }
      },
      pointer: () => pointer.current && flow.screenToFlowPosition(pointer.current, { snapToGrid: false }),
      screenOf(nodeId) {
        const node = store.getState().index.node.get(nodeId)
        if (!node) return undefined
        const { x, y } = flow.flowToScreenPosition({ x: node.position.x + CARD.width, y: node.position.y })
        return { left: x + 12, top: y }
      },
    }
    store.setState({ view })
    place(boundsOf(store.getState().graph.nodes))
    return () => store.setState({ view: undefined })
  }, [ready, api, flow, store])

  return useCallback((element: HTMLElement | null) => {
    surface.current = element
    const follow = ({ clientX, clientY }: PointerEvent) => void (pointer.current = { x: clientX, y: clientY })
    const forget = () => void (pointer.current = undefined)
    element?.addEventListener('pointermove', follow)
    element?.addEventListener('pointerleave', forget)
  }, [])
}

interface Size {
  width: number
  height: number
}

/** The viewport in which a box fills the canvas with some air around it, never larger than life. */
export function framing(box: Box, { width, height }: Size, smallest = 0.04) {
  const air = Math.min(64, width / 10)
  const fit = Math.min((width - 2 * air) / box.width, (height - 2 * air) / box.height)
  const zoom = Math.min(1, Math.max(smallest, fit))
  const x = (width - box.width * zoom) / 2 - box.x * zoom
  // A flow that is taller than the canvas could show is begun at its top; a short one hangs a third down.
  const spare = height - box.height * zoom
  return { x, y: Math.max(air, spare / 3) - box.y * zoom, zoom }
}

/** Room for the plus below a card and the panels at the canvas's edge. */
const MARGIN = { side: 72, top: 24, bottom: 64 }

/** The smallest move that brings a card into sight; from far away, where it could not be read, the zoom comes nearer too. */
function intoSight({ x, y }: Position, [left, top, zoom]: [number, number, number], { width, height }: Size) {
  if (zoom < 0.4) {
    const near = 0.8
    return { x: width / 2 - (x + CARD.width / 2) * near, y: height / 2 - (y + CARD.height / 2) * near, zoom: near }
  }
  const start = { x: x * zoom + left, y: y * zoom + top }
  const end = { x: start.x + CARD.width * zoom, y: start.y + CARD.height * zoom }
  const across = Math.max(MARGIN.side - start.x, 0) || Math.min(width - MARGIN.side - end.x, 0)
  const down = Math.max(MARGIN.top - start.y, 0) || Math.min(height - MARGIN.bottom - end.y, 0)
  return across === 0 && down === 0 ? undefined : { x: left + across, y: top + down, zoom }
}

/** A card that was out of sight is drawn first; only then can it have the focus. */
function focusCard(surface: HTMLElement | null, nodeId: string, tries = 5) {
  requestAnimationFrame(() => {
    const card = surface?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)
    if (card) card.focus({ preventScroll: true })
    else if (tries > 0) focusCard(surface, nodeId, tries - 1)
  })
}
