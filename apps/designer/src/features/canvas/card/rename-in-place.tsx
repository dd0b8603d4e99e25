import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { renameNode } from '../../../editor/model/changes/edit-node.ts'
import { useEditorStore } from '../../../editor/store/editor-context.ts'
import css from './rename-in-place.module.css'

/** The label of a card while it is being renamed. Enter keeps the new name, Escape the old one. */
export function RenameInPlace({ node }: { node: GraphNode }) {
  const store = useEditorStore()
  const close = (label: string) => {
    const { perform, ask, view, asking } = store.getState()
    if (asking?.what !== 'rename') return
    ask(undefined)
    if (label.trim() !== '') perform(renameNode(node.id, label.trim()))
    view?.show(node.id, { focus: true })
  }
  return (
    <input
      className={`${css.input} nodrag nopan`}
      aria-label={`New name of ${node.label}`}
      defaultValue={node.label}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => close(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') close(event.currentTarget.value)
        if (event.key === 'Escape') close(node.label)
      }}
    />
  )
}
