import { useMemo } from 'react'
import { ViewportPortal } from 'reactflow'
import type { CanvasNode } from '../../../editor/model/canvas/canvas-nodes.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { type LoopFrame, loopFrames } from '../../../editor/model/canvas/loop-frames.ts'
import { plainSentence, sentenceOf } from '../../../editor/model/in-words/sentence.ts'
import css from './loop-frames.module.css'
import { TurnPager } from './turn-pager.tsx'

/** What loops repeat, each in a quiet frame behind the cards. The cards say where it is; nobody has to draw it. */
export function LoopFrames({ nodes }: { nodes: readonly CanvasNode[] }) {
  const index = useEditor((editor) => editor.index)
  const frames = useMemo(
    () => (index.bodies.size > 1 ? loopFrames(index, new Map(nodes.map(({ id, position }) => [id, position]))) : []),
    [index, nodes],
  )
  if (frames.length === 0) return null
  return (
    <ViewportPortal>
      {frames.map((frame) => (
        <Frame key={frame.loopId} frame={frame} />
      ))}
    </ViewportPortal>
  )
}

function Frame({ frame: { loopId, x, y, width, height, depth } }: { frame: LoopFrame }) {
  const title = useEditor(({ index, workspace }) => {
    const loop = index.node.get(loopId)
    return loop ? plainSentence(sentenceOf(loop, index, workspace)) : ''
  })
  return (
    <div className={css.frame} data-depth={depth % 2} style={{ transform: `translate(${x}px, ${y}px)`, width, height }}>
      <div className={css.head}>
        <span className={css.title}>{title}</span>
        <TurnPager loopId={loopId} />
      </div>
    </div>
  )
}
