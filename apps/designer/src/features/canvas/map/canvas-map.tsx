import { useComputedColorScheme } from '@mantine/core'
import { type PointerEvent, useEffect, useRef } from 'react'
import { useReactFlow, useStoreApi } from 'reactflow'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { boundsOf } from '../../../editor/model/canvas/place-node.ts'
import css from './canvas-map.module.css'
import { coloursOf, drawFlow } from './draw-flow.ts'
import { framing } from './use-canvas-view.ts'
import { useFrames } from '../loops/use-frames.ts'

const SIZE = { width: 168, height: 112 }

/** The whole flow, small, with a frame around what is seen. Press or drag to go somewhere. */
export function CanvasMap() {
  const api = useStoreApi()
  const { setCenter, getZoom } = useReactFlow()
  const scheme = useComputedColorScheme('light')
  const graph = useEditor((editor) => editor.graph)
  const frames = useFrames()
  const selected = useEditor((editor) => editor.selectedNodes)
  const problems = useEditor((editor) => editor.problemsByNode)
  const steps = useEditor((editor) => editor.run?.steps)
  const paper = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const pen = paper.current?.getContext('2d')
    if (!paper.current || !pen) return
    const ratio = window.devicePixelRatio
    paper.current.width = SIZE.width * ratio
    paper.current.height = SIZE.height * ratio
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    drawFlow(pen, { graph, frames, selected, problems, steps, colours: coloursOf(paper.current) }, mapFrame(graph))
  }, [graph, frames, selected, problems, steps, scheme])

  useEffect(() => {
    const box = boundsOf(graph.nodes)
    const follow = () => {
      const { width, height, transform } = api.getState()
      const { x, y, zoom } = mapFrame(graph)
      const scale = zoom / transform[2]
      const style = frame.current?.style
      if (!style) return
      // When the whole flow is in sight anyway, a map of it would only cover some of it.
      const { left, top, right, bottom } = {
        left: -transform[0] / transform[2],
        top: -transform[1] / transform[2],
        right: (width - transform[0]) / transform[2],
        bottom: (height - transform[1]) / transform[2],
      }
      frame.current?.parentElement?.toggleAttribute(
        'data-needless',
        box.x >= left && box.y >= top && box.x + box.width <= right && box.y + box.height <= bottom,
      )
      style.transform = `translate(${x - transform[0] * scale}px, ${y - transform[1] * scale}px)`
      style.width = `${width * scale}px`
      style.height = `${height * scale}px`
    }
    follow()
    return api.subscribe(follow)
  }, [api, graph])

  const goTo = (event: PointerEvent) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    const { x, y, zoom } = mapFrame(graph)
    void setCenter((event.clientX - box.left - x) / zoom, (event.clientY - box.top - y) / zoom, { zoom: getZoom() })
  }

  if (graph.nodes.length < 2) return null
  return (
    <div className={`${css.map} react-flow__panel nopan nodrag`} aria-hidden onPointerDown={goTo} onPointerMove={goTo}>
      <canvas ref={paper} className={css.paper} />
      <div ref={frame} className={css.frame} />
    </div>
  )
}

const mapFrame = (graph: { nodes: readonly { position: { x: number; y: number } }[] }) => {
  const box = boundsOf(graph.nodes)
  const { zoom } = framing(box, SIZE, 0)
  return {
    zoom,
    x: (SIZE.width - box.width * zoom) / 2 - box.x * zoom,
    y: (SIZE.height - box.height * zoom) / 2 - box.y * zoom,
  }
}
