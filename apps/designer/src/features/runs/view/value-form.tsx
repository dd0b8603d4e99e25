import { Select, TextInput, Textarea } from '@mantine/core'
import type { Field } from '@tailorbird/flow/fields/field'
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
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'number':
      return (
        <TextInput
          type="number"
          step="any"
          label={field.label}
          value={typeof value === 'number' ? value : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
        />
      )
    case 'choice':
      return (
        <Select
          label={field.label}
          data={Object.entries(field.options).map(([option, label]) => ({ value: option, label }))}
          value={text || null}
          onChange={onChange}
        />
      )
    case 'toggle':
      return (
        <Select
          label={field.label}
          data={['Yes', 'No']}
          value={value === undefined ? null : value === true ? 'Yes' : 'No'}
          onChange={(next) => onChange(next === 'Yes')}
        />
      )
    case 'moment':
      return (
        <TextInput
          label={field.label}
          type="datetime-local"
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' ? null : new Date(currentTarget.value).toISOString())
          }
        />
      )
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
        <TextInput
          label={field.label}
          {...(field.kind === 'text' && { placeholder: field.placeholder })}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
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
