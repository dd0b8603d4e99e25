import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import css from './pill-editor.module.css'
import { setText } from './pill-text-view.ts'

interface CodeEditorProps {
  id: string
  describedBy: string | undefined
  code: string
  readOnly: boolean
  onChange(code: string): void
}

/** Code with line numbers. Tab leaves the field, as everywhere: who works by keyboard must get out again. */
export function CodeEditor({ id, describedBy, code, readOnly, onChange }: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const changed = useEffectEvent(onChange)
  const open = useEffectEvent(
    (parent: HTMLElement) =>
      new EditorView({
        parent,
        state: EditorState.create({
          doc: code,
          extensions: [
            history(),
            lineNumbers(),
            keymap.of([...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')]),
            EditorView.contentAttributes.of({
              id,
              'aria-labelledby': `${id}-label`,
              ...(describedBy && { 'aria-describedby': describedBy }),
            }),
            EditorState.readOnly.of(readOnly),
            EditorView.editable.of(!readOnly),
            EditorView.updateListener.of((update) => {
              const fromOutside = update.transactions.some((transaction) => transaction.isUserEvent('set'))
              if (update.docChanged && !fromOutside) changed(update.state.doc.toString())
            }),
          ],
        }),
      }),
  )
  useLayoutEffect(() => {
    if (!box.current) return
    const made = open(box.current)
    view.current = made
    return () => made.destroy()
  }, [id, readOnly])
  useEffect(() => {
    if (view.current) setText(view.current, code)
  }, [code])
  return <div ref={box} className={css.box} data-multiline data-code />
}
