import { memo } from 'react'
import { type NodeProps, useStore } from 'reactflow'
import { sentenceOf } from '../../../editor/model/in-words/sentence.ts'
import type { CanvasNode } from '../../../editor/model/canvas/canvas-nodes.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { iconOf } from '../../../editor/model/node-look.ts'
import { turnsInWords } from '../../../editor/model/run/turns.ts'
import { CardMarks } from './card-marks.tsx'
import { CardPorts } from './card-ports.tsx'
import { RenameInPlace } from './rename-in-place.tsx'
import css from './card.module.css'

/** Below this zoom nobody reads the sentence. */
const READABLE = 0.55
const isReadable = ({ transform }: { transform: [number, number, number] }) => transform[2] >= READABLE

/** A node on the canvas reads as a sentence: icon, label, and one line of what it will do. */
export const Card = memo(function Card({ id, data: { node, type } }: NodeProps<CanvasNode>) {
  const readable = useStore(isReadable)
  const status = useEditor((editor) => editor.run?.steps.get(id)?.status)
  const renaming = useEditor((editor) => editor.asking?.what === 'rename' && editor.asking.nodeId === id)
  const Icon = iconOf(type)
  return (
    <>
      <div
        className={css.card}
        data-status={status}
        data-kind={type?.kind}
        data-brief={!readable || undefined}
        title={node.note}
      >
        <div className={css.head}>
          <span className={css.icon}>
            <Icon size={18} stroke={1.75} aria-hidden />
          </span>
          {renaming ? <RenameInPlace node={node} /> : <span className={css.label}>{node.label}</span>}
          <CardMarks id={id} />
        </div>
        {readable && <Sentence id={id} />}
      </div>
      <CardPorts node={node} type={type} />
    </>
  )
})

function Sentence({ id }: { id: string }) {
  const store = useEditorStore()
  // The words depend on this node, on the nodes its pills come from and on tables: as one string they are cheap to compare.
  const words = useEditor(({ index, workspace }) => {
    const node = index.node.get(id)
    return node ? JSON.stringify(sentenceOf(node, index, workspace)) : ''
  })
  const turns = useEditor(({ run }) => run?.turns.get(id))
  const { index, workspace } = store.getState()
  const node = index.node.get(id)
  if (turns) return <p className={css.sentence}>{turnsInWords(turns)}</p>
  if (!node || words === '') return null
  return (
    <p className={css.sentence}>
      {sentenceOf(node, index, workspace).map(({ text, is }, place) =>
        is ? (
          <em key={place} data-is={is}>
            {text}
          </em>
        ) : (
          text
        ),
      )}
    </p>
  )
}
