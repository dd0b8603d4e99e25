import { Textarea } from '@mantine/core'
import type { Field } from '@tailorbird/flow/fields/field'
import { useState } from 'react'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import { asFixed } from './assignments-widget.tsx'
import css from './data-widget.module.css'
import { ObjectWidget } from './object-widget.tsx'
import { Rows } from './rows/rows.tsx'

/** A list of texts or numbers is written one per line, one of objects row by row. A list of anything mostly comes from an
 *  earlier node; words may be written instead, and what is no word is shown as it stands. */
export function ListWidget(props: WidgetProps<'list'>) {
  const { of } = props.field
  if (of.kind === 'object') return <ObjectRows {...props} of={of} />
  if (of.kind === 'text' || of.kind === 'number') return <Lines {...props} kind={of.kind} />
  const value = fixedOf(props.binding)
  if (of.kind !== 'any') {
    return (
      <p id={props.id} className={css.none}>
        Choose data from an earlier node.
      </p>
    )
  }
  const isPlain = !Array.isArray(value) || value.every((item) => typeof item !== 'object')
  if (isPlain) return <Lines {...props} kind="text" placeholder="Choose data, or write one per line" />
  return (
    <pre id={props.id} className={css.json}>
      {JSON.stringify(value, null, 2)}
    </pre>
  )
}

function Lines({
  binding,
  onChange,
  id,
  describedBy,
  readOnly,
  kind,
  placeholder = 'One per line',
}: WidgetProps<'list'> & { kind: 'text' | 'number'; placeholder?: string }) {
  const value = fixedOf(binding)
  const [typed, setTyped] = useState('')
  const read = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => (kind === 'number' && line.trim() !== '' && !Number.isNaN(Number(line)) ? Number(line) : line))
  // Empty lines say nothing, but somebody who begins a new line must see it.
  const shown = JSON.stringify(read(typed)) === JSON.stringify(value ?? []) ? typed : undefined
  return (
    <Textarea
      id={id}
      aria-describedby={describedBy}
      placeholder={placeholder}
      autosize
      minRows={2}
      maxRows={8}
      readOnly={readOnly}
      value={shown ?? (Array.isArray(value) ? value.join('\n') : '')}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onChange(currentTarget.value.trim() === '' ? undefined : { fixed: read(currentTarget.value) })
      }}
    />
  )
}

function ObjectRows({ of, binding, onChange, ...rest }: WidgetProps<'list'> & { of: Field & { kind: 'object' } }) {
  const value = fixedOf(binding)
  const entries: object[] = Array.isArray(value)
    ? value.filter((entry) => typeof entry === 'object' && entry !== null)
    : []
  const what = of.label.toLowerCase()
  return (
    <Rows
      entries={entries}
      onChange={(next) => onChange(asFixed(next))}
      what={what}
      readOnly={rest.readOnly}
      ordered
      onAdd={() => onChange(asFixed([...entries, initialOf(of)]))}
      head={(_, __, place) => `${of.label} ${place + 1}`}
      body={(entry, set) => (
        <ObjectWidget
          {...rest}
          field={of}
          binding={{ fixed: JSON.parse(JSON.stringify(entry)) }}
          onChange={(next) => set({ ...Object(fixedOf(next)) })}
        />
      )}
    />
  )
}

const initialOf = ({ fields }: Field & { kind: 'object' }) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, { initial }]) => (initial === undefined ? [] : [[key, initial]])),
  )
