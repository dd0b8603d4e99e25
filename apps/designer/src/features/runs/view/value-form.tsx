import { Textarea } from '@mantine/core'
import type { Field } from '@tailorbird/flow/fields/field'
import { ValueInput } from '../../../values/value-input.tsx'
import css from './value-form.module.css'

interface ValueFormProps {
  fields: readonly [string, Field][]
  value: Readonly<Record<string, unknown>>
  onChange(value: Record<string, unknown>): void
  legend: string
}

/** Values made by hand, one line for each field. */
export function ValueForm({ fields, value, onChange, legend }: ValueFormProps) {
  return (
    <fieldset className={css.form}>
      <legend>{legend}</legend>
      {fields.map(([key, field]) => (
        <ValueField
          key={key}
          field={field}
          value={value[key]}
          onChange={(next) => onChange({ ...value, [key]: next })}
        />
      ))}
    </fieldset>
  )
}

interface ValueFieldProps {
  field: Field
  value: unknown
  onChange(value: unknown): void
}

function ValueField({ field, value, onChange }: ValueFieldProps) {
  switch (field.kind) {
    case 'list':
    case 'files':
      return (
        <Textarea
          label={field.label}
          placeholder="One per line"
          autosize
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? [] : currentTarget.value.split('\n'))}
        />
      )
    case 'object': {
      const inner = typeof value === 'object' && value !== null ? { ...value } : {}
      return <ValueForm legend={field.label} fields={Object.entries(field.fields)} value={inner} onChange={onChange} />
    }
    case 'any':
      return (
        <Textarea
          label={field.label}
          placeholder="A text, a number, or JSON"
          autosize
          defaultValue={value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
          onChange={({ currentTarget }) => onChange(asJson(currentTarget.value))}
        />
      )
    default:
      return (
        <ValueInput
          label={field.label}
          {...(field.kind === 'text' && field.placeholder !== undefined && { placeholder: field.placeholder })}
          field={field}
          value={value}
          onChange={onChange}
        />
      )
  }
}

/** What reads as JSON is JSON; everything else is a text. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
