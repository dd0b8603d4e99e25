import { memo } from 'react'
import { type EdgeProps, Position, getBezierPath } from 'reactflow'
import type { CanvasEdge } from '../../editor/model/canvas/canvas-edges.ts'
import { HANDLE } from '../../editor/model/canvas/canvas-nodes.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { passage } from '../../editor/model/run/run-view.ts'
import css from './thread-edge.module.css'

/** An edge is a thread. While a run passes, its stitches travel. */
export const ThreadEdge = memo(function ThreadEdge({ id, data, ...ends }: EdgeProps<CanvasEdge>) {
  const edge = data?.edge
  const state = useEditor((editor) => (edge && editor.run ? passage(edge, editor.run.steps) : undefined))
  const readOnly = useEditor((editor) => editor.readOnly)
  const [path, x, y] = getBezierPath(atBorders(ends))
  return (
    <>
      <path d={path} className={`react-flow__edge-interaction ${css.reach}`} />
      <path d={path} className={css.thread} data-state={state} />
      {!readOnly && edge && <InsertHere edgeId={id} x={x} y={y} />}
    </>
  )
})

type Ends = Pick<EdgeProps, 'sourceX' | 'sourceY' | 'targetX' | 'targetY' | 'sourcePosition' | 'targetPosition'>

/** Ports are as large as a finger; the thread begins and ends at their middle, which is the border of the card. */
function atBorders({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition }: Ends): Ends {
  const aside = sourcePosition === Position.Right
  return {
    sourceX: aside ? sourceX - HANDLE / 2 : sourceX,
    sourceY: aside ? sourceY : sourceY - HANDLE / 2,
    targetX,
    targetY: targetY + HANDLE / 2,
    sourcePosition,
    targetPosition,
  }
}

function InsertHere({ edgeId, x, y }: { edgeId: string; x: number; y: number }) {
  const store = useEditorStore()
  const ask = (target: Element) => {
    const { right, top } = target.getBoundingClientRect()
    store.getState().ask({ what: 'add', destination: { edgeId }, at: { left: right + 8, top } })
  }
  return (
    <g
      className={css.plus}
      role="button"
      tabIndex={-1}
      aria-label="Insert a node here"
      transform={`translate(${x} ${y})`}
      onClick={(event) => {
        event.stopPropagation()
        ask(event.currentTarget)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') ask(event.currentTarget)
      }}
    >
      <circle r={12} />
      <path d="M-5 0H5M0 -5V5" />
    </g>
  )
}
