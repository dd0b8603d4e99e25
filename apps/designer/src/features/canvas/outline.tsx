import { IconAlertTriangle } from '@tabler/icons-react'
import { type KeyboardEvent, useMemo } from 'react'
import type { OutlineRow } from '../../editor/model/node-order.ts'
import { nodesInOrder } from '../../editor/model/node-order.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { iconOf } from '../../editor/model/node-look.ts'
import { lookOfStep } from '../../editor/model/run/run-look.ts'
import { plainSentence, sentenceOf } from '../../editor/model/in-words/sentence.ts'
import { surroundingsOf } from '../../editor/model/workspace.ts'
import css from './outline.module.css'

/** The flow as a list, in the order it runs: the whole of it for who reads with ears or walks with keys, or on a small screen. */
export function Outline() {
  const index = useEditor((editor) => editor.index)
  const rows = useMemo(() => nodesInOrder(index), [index])
  if (rows.length === 0) return <p className={css.empty}>Nothing is on the canvas yet. Add a trigger to begin.</p>
  return (
    <ol className={css.outline} aria-label="Nodes in the order they run" data-canvas onKeyDown={walkRows}>
      {rows.map((row) => (
        <Row key={row.node.id} row={row} />
      ))}
    </ol>
  )
}

function Row({ row: { node, depth } }: { row: OutlineRow }) {
  const store = useEditorStore()
  const selected = useEditor((editor) => editor.selectedNodes.has(node.id))
  const problems = useEditor((editor) => editor.problemsByNode.get(node.id)?.length ?? 0)
  const status = useEditor((editor) => editor.run?.steps.get(node.id)?.status)
  const { index, workspace } = store.getState()
  const Icon = iconOf(surroundingsOf(workspace).nodeType(node.type))
  const look = status && lookOfStep(status)
  const choose = () => {
    const { select, view, rightTab, show } = store.getState()
    select([node.id])
    if (rightTab === 'problems' || rightTab === 'runs') show({ rightTab: 'node' })
    view?.show(node.id)
  }
  return (
    <li className={css.row} style={{ paddingInlineStart: depth * 16 }}>
      <button type="button" className={css.button} aria-pressed={selected} onClick={choose}>
        <Icon size={18} stroke={1.75} aria-hidden />
        <span className={css.words}>
          <span className={css.label}>{node.label}</span>
          <span className={css.sentence}>{plainSentence(sentenceOf(node, index, workspace))}</span>
        </span>
        {look && (
          <span className={css.state} data-tone={look.tone}>
            <look.icon size={16} role="img" aria-label={look.says} />
          </span>
        )}
        {!look && problems > 0 && (
          <span className={css.state} data-tone="waiting">
            <IconAlertTriangle size={16} role="img" aria-label={`${problems} problems`} />
          </span>
        )}
      </button>
    </li>
  )
}

/** Up and down go from row to row; everywhere else in the editor they go along the thread. */
function walkRows(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.altKey) return
  event.preventDefault()
  const rows = [...event.currentTarget.querySelectorAll('button')]
  const at = rows.findIndex((row) => row === document.activeElement)
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus()
}
