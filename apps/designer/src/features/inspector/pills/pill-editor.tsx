import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { EditorView } from '@codemirror/view'
import type { Pill } from '@tailorbird/flow/expression/pill'
import { fitsInto } from '@tailorbird/flow/fields/kinds/kinds'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { iconOf } from '../../../editor/model/node-look.ts'
import { labelOf } from '../../../editor/model/pills/pill-label.ts'
import { bindingOf, textOf } from '../../../editor/model/pills/pill-text.ts'
import { sampleText } from '../../../editor/model/pills/sample-text.ts'
import { flatDataAll } from '../../../editor/model/pills/upstream-data.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { insertPill, redrawPills, setText, textView } from './pill-text-view.ts'
import type { PillWords } from './pill-widget.tsx'
import css from './pill-editor.module.css'
import type { TextBoxProps } from '../field/widget.ts'

/** Edits a text in which data pills stand among the letters. Nothing that is typed means anything but itself. */
export function PillEditor({
  field,
  binding,
  onChange,
  id,
  describedBy,
  readOnly,
  sources,
  insertRef,
  multiline,
  placeholder = '',
}: TextBoxProps) {
  const store = useEditorStore()
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const text = textOf(binding)

  const words = (pill: Pill): PillWords => {
    const { index, workspace, sample } = store.getState()
    const node = index.node.get(pill.node)
    const surroundings = surroundingsOf(workspace)
    return {
      label: labelOf(pill, { index, surroundings }),
      icon: iconOf(node && surroundings.nodeType(node.type)),
      sample: sampleText({ pill }, sample),
    }
  }
  const changed = useEffectEvent((next: string) => onChange(bindingOf(next)))
  const offers = useEffectEvent(() =>
    flatDataAll(sources)
      .filter(({ item }) => fitsInto(field, item.field))
      .map(({ item, source, way }) => ({ pill: item.pill, label: way, detail: source.label })),
  )

  const open = useEffectEvent((parent: HTMLElement) =>
    textView({
      parent,
      text,
      multiline,
      placeholder,
      readOnly,
      attributes: { id, 'aria-labelledby': `${id}-label`, ...(describedBy && { 'aria-describedby': describedBy }) },
      words,
      onChange: (next) => changed(next),
      offers: () => offers(),
    }),
  )

  // The view lives as long as the field; what changes meanwhile reaches it below.
  useLayoutEffect(() => {
    if (!box.current) return
    const made = open(box.current)
    view.current = made
    insertRef.current = (pill) => insertPill(made, pill)
    return () => {
      insertRef.current = undefined
      made.destroy()
    }
  }, [id, readOnly, insertRef])

  useEffect(() => {
    if (view.current) setText(view.current, text)
  }, [text])

  // A renamed node or a new sample changes what the pills say, not where they stand.
  const index = useEditor((editor) => editor.index)
  const sample = useEditor((editor) => editor.sample)
  useEffect(() => {
    if (view.current) redrawPills(view.current)
  }, [index, sample])

  return <div ref={box} className={css.box} data-multiline={multiline || undefined} />
}
