import { Select, TextInput } from '@mantine/core'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Assignment } from '@tailorbird/flow/fields/named-field'
import { isValueKind } from '@tailorbird/flow/fields/value-kinds'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import { KIND_CHOICES, asKey, assignmentsOf, fieldOfKind, freeKey } from './rows/named-values.ts'
import css from './rows/rows.module.css'
import { Rows } from './rows/rows.tsx'
import { ValueField } from './rows/value-field.tsx'

/** Values with names: what each is called, its kind, and what it is set to. */
export function AssignmentsWidget({
  field,
  binding,
  onChange,
  readOnly,
  sources,
  widgetFor,
}: WidgetProps<'assignments'>) {
  const entries = assignmentsOf(fixedOf(binding))
  const set = (next: Assignment[]) => onChange(asFixed(next))
  const what = field.ways ? 'variable' : 'value'
  return (
    <Rows
      entries={entries}
      onChange={set}
      what={what}
      readOnly={readOnly}
      ordered={field.ways === true}
      onAdd={() => set([...entries, { key: freeKey(what, entries), kind: 'text', value: EMPTY }])}
      head={(entry, change, place) => (
        <>
          <TextInput
            size="xs"
            className={css.name}
            aria-label={`Name of ${what} ${place + 1}`}
            placeholder="Name"
            value={entry.key}
            readOnly={readOnly}
            onChange={(event) => change({ ...entry, key: asKey(event.currentTarget.value) })}
          />
          <Select
            size="xs"
            className={css.kind}
            aria-label={`Kind of ${what} ${place + 1}`}
            data={KIND_CHOICES}
            value={entry.kind}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(kind) => isValueKind(kind) && change({ ...entry, kind, value: kept(entry.value) })}
          />
          {field.ways && <Way entry={entry} onChange={change} readOnly={readOnly} />}
        </>
      )}
      body={(entry, change) => (
        <ValueField
          key={entry.kind}
          label={entry.way === 'append' ? 'Value to append' : entry.way === 'add' ? 'Number to add' : 'Value'}
          field={fieldOfKind(entry.kind, 'Value')}
          binding={'fixed' in entry.value && entry.value.fixed === null ? undefined : entry.value}
          onChange={(value) => change({ ...entry, value: value ?? EMPTY })}
          readOnly={readOnly}
          sources={sources}
          widgetFor={widgetFor}
        />
      )}
    />
  )
}

const WAYS = [
  { value: 'set', label: 'Set to' },
  { value: 'append', label: 'Append to list' },
  { value: 'add', label: 'Add to number' },
] as const

interface WayProps {
  entry: Assignment
  onChange(entry: Assignment): void
  readOnly: boolean
}

function Way({ entry, onChange, readOnly }: WayProps) {
  return (
    <Select
      size="xs"
      className={css.kind}
      aria-label={`What happens to ${entry.key}`}
      data={WAYS}
      value={entry.way ?? 'set'}
      allowDeselect={false}
      readOnly={readOnly}
      onChange={(next) => {
        const way = WAYS.find(({ value }) => value === next)?.value
        if (way)
          onChange({ ...entry, way, ...(way === 'add' && { kind: 'number' as const, value: kept(entry.value) }) })
      }}
    />
  )
}

const EMPTY: Binding = { fixed: null }

/** A fixed value of another kind would be wrong; a pill may still fit. */
const kept = (value: Binding): Binding => ('pill' in value ? value : EMPTY)

export const asFixed = (entries: readonly object[]): Binding | undefined =>
  entries.length === 0 ? undefined : { fixed: JSON.parse(JSON.stringify(entries)) }
