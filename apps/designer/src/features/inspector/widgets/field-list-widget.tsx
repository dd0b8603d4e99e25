import { Checkbox, Select, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import type { NamedField } from '@tailorbird/flow/fields/named-field'
import { isValueKind } from '@tailorbird/flow/fields/value-kinds'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import { asFixed } from './assignments-widget.tsx'
import { KIND_CHOICES, asKey, freeKey, namedFieldsOf } from './rows/named-values.ts'
import css from './rows/rows.module.css'
import { Rows } from './rows/rows.tsx'

/** The values that come in from outside: their names, what people read, their kinds, and which must be there. */
export function FieldListWidget({ binding, onChange, readOnly }: WidgetProps<'fieldList'>) {
  const entries = namedFieldsOf(fixedOf(binding))
  const set = (next: NamedField[]) => onChange(asFixed(next))
  return (
    <Rows
      entries={entries}
      onChange={set}
      what="field"
      readOnly={readOnly}
      ordered
      onAdd={() => set([...entries, { key: freeKey('field', entries), label: '', kind: 'text', required: false }])}
      head={(entry, change, place) => (
        <>
          <TextInput
            size="xs"
            className={css.name}
            aria-label={`Name of field ${place + 1}`}
            placeholder="name"
            value={entry.key}
            readOnly={readOnly}
            onChange={(event) => change({ ...entry, key: asKey(event.currentTarget.value) })}
          />
          <Select
            size="xs"
            className={css.kind}
            aria-label={`Kind of field ${place + 1}`}
            data={KIND_CHOICES}
            value={entry.kind}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(kind) => isValueKind(kind) && change({ ...entry, kind })}
          />
        </>
      )}
      body={(entry, change, place) => (
        <div className={css.line}>
          <TextInput
            size="xs"
            className={css.name}
            aria-label={`Label of field ${place + 1}`}
            placeholder="What people read"
            value={entry.label}
            maxLength={80}
            readOnly={readOnly}
            onChange={(event) => change({ ...entry, label: event.currentTarget.value })}
          />
          <Checkbox
            size="xs"
            label="Required"
            checked={entry.required}
            disabled={readOnly}
            onChange={(event) => change({ ...entry, required: event.currentTarget.checked })}
          />
        </div>
      )}
    />
  )
}
