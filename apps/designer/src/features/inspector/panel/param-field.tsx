import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field } from '@tailorbird/flow/fields/field'
import { KINDS } from '@tailorbird/flow/fields/kinds/kinds'
import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { carriedPill } from '../../../editor/model/pills/carried-pill.ts'
import { carriesPill } from '../../../editor/model/pills/drag-data.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import type { DataSource } from '../../../editor/model/pills/upstream-data.ts'
import { DataButton } from '../pills/data-button.tsx'
import { FieldProblems } from '../field/field-problems.tsx'
import css from './param-field.module.css'
import { PillField } from '../pills/pill-field.tsx'
import { ValuePreview } from '../field/value-preview.tsx'
import { widgetFor } from '../widgets/widgets.tsx'

interface ParamFieldProps {
  nodeId: string
  name: string
  field: Field
  binding: Binding | undefined
  onChange(binding: Binding | undefined): void
  sources: readonly DataSource[]
  /** Tells the panel that data is wanted here. */
  onWant(insert: (pill: Pill) => void): void
}

/** One field of a node: its name, its widget or its pill, what it comes to and what is wrong with it. */
export function ParamField({ nodeId, name, field, binding, onChange, sources, onWant }: ParamFieldProps) {
  const id = useId()
  const readOnly = useEditor((editor) => editor.readOnly)
  const insertRef = useRef<(pill: Pill) => void>(undefined)
  const { edited, takesPill } = KINDS[field.kind]
  const isPill = binding !== undefined && 'pill' in binding && takesPill
  const takesData = takesPill || edited === 'text'
  const take = (pill: Pill) => (insertRef.current ? insertRef.current(pill) : takesPill && onChange({ pill }))
  const dropping = useDropping(takesPill && !readOnly, take)
  const frame = useFocusOnDemand(nodeId, name)
  const Widget = widgetFor(field.kind)
  const isGroup = edited === 'group' || isPill
  return (
    <div
      ref={frame}
      className={css.field}
      data-dropping={dropping.over || undefined}
      {...dropping.handlers}
      {...(isGroup && { role: 'group', 'aria-labelledby': `${id}-label` })}
      onFocus={() => (takesData || insertRef.current) && onWant(take)}
    >
      <div className={css.head}>
        <label id={`${id}-label`} htmlFor={edited === 'input' && !isPill ? id : undefined} className={css.label}>
          {field.label}
          {field.optional && <span className={css.optional}> optional</span>}
        </label>
        {takesData && !readOnly && (
          <DataButton label={`Data for ${field.label}`} sources={sources} into={field} onTake={take} />
        )}
      </div>
      {isPill ? (
        <PillField binding={binding} onClear={readOnly ? undefined : () => onChange(undefined)} />
      ) : (
        <Widget
          field={field}
          binding={binding}
          onChange={onChange}
          id={id}
          describedBy={`${id}-more`}
          readOnly={readOnly}
          sources={sources}
          insertRef={insertRef}
          widgetFor={widgetFor}
        />
      )}
      <div id={`${id}-more`}>
        {field.kind !== 'postText' && <ValuePreview binding={binding} />}
        {field.hint && <p className={css.hint}>{field.hint}</p>}
        <FieldProblems nodeId={nodeId} name={name} />
      </div>
    </div>
  )
}

function useDropping(enabled: boolean, take: (pill: Pill) => void) {
  const [over, setOver] = useState(false)
  if (!enabled) return { over: false, handlers: {} }
  return {
    over,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!carriesPill(event.dataTransfer)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        setOver(false)
        const pill = carriedPill(event.dataTransfer)
        if (!pill) return
        event.preventDefault()
        take(pill)
      },
    },
  }
}

/** Somebody jumped here from the list of problems. */
function useFocusOnDemand(nodeId: string, name: string) {
  const store = useEditorStore()
  const frame = useRef<HTMLDivElement>(null)
  const wanted = useEditor(({ fieldToFocus }) => fieldToFocus?.nodeId === nodeId && fieldToFocus.field === name)
  useEffect(() => {
    if (!wanted) return
    frame.current?.scrollIntoView({ block: 'center' })
    // The text editor may still be on its way.
    const timer = setTimeout(() => {
      const inputs = 'input, textarea, [contenteditable="true"], button'
      const target = [...(frame.current?.querySelectorAll<HTMLElement>(inputs) ?? [])].find(
        (element) => !element.getAttribute('aria-label')?.startsWith('Data for'),
      )
      target?.focus()
      store.getState().show({ fieldToFocus: undefined })
    }, 120)
    return () => clearTimeout(timer)
  }, [wanted, store])
  return frame
}
