import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useStoreApi } from 'reactflow'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { coloursOf, drawFlow } from './draw-flow.ts'
import css from './far-view.module.css'
import { useFrames } from '../loops/use-frames.ts'

/** A large flow from far away: one drawing in place of thousands of elements, so that panning stays smooth. */
export function FarView() {
  const api = useStoreApi()
  const scheme = useComputedColorScheme('light')
  const canvas = useRef<HTMLCanvasElement>(null)
  const graph = useEditor((editor) => editor.graph)
  const frames = useFrames()
  const selected = useEditor((editor) => editor.selectedNodes)
  const problems = useEditor((editor) => editor.problemsByNode)
  const steps = useEditor((editor) => editor.run?.steps)

  useEffect(() => {
    const paper = canvas.current
    const pen = paper?.getContext('2d')
    if (!paper || !pen) return
    const colours = coloursOf(paper)
    let asked = 0
    const draw = () => {
      asked = 0
      const { width, height, transform } = api.getState()
      const ratio = window.devicePixelRatio
      if (paper.width !== width * ratio || paper.height !== height * ratio) {
        paper.width = width * ratio
        paper.height = height * ratio
      }
      pen.setTransform(ratio, 0, 0, ratio, 0, 0)
      pen.clearRect(0, 0, width, height)
      drawFlow(
        pen,
        { graph, frames, selected, problems, steps, colours },
        { x: transform[0], y: transform[1], zoom: transform[2] },
      )
    }
    const soon = () => {
      asked ||= requestAnimationFrame(draw)
    }
    draw()
    const stop = api.subscribe(soon)
    return () => {
      stop()
      cancelAnimationFrame(asked)
    }
  }, [api, scheme, graph, frames, selected, problems, steps])

  return <canvas ref={canvas} className={css.paper} aria-hidden />
}
