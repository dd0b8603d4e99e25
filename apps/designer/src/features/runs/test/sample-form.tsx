import { Select, TextInput, Textarea } from '@mantine/core'
import type { Field } from '@tailorbird/flow/fields/field'
import css from './sample-form.module.css'

interface SampleFormProps {
  fields: readonly [string, Field][]
  value: Readonly<Record<string, unknown>>
  onChange(value: Record<string, unknown>): void
  legend?: string
}

/** An event made by hand: one line for each thing the trigger puts out. */
export function SampleForm({ fields, value, onChange, legend = 'Sample to start with' }: SampleFormProps) {
  return (
    <fieldset className={css.form}>
      <legend>{legend}</legend>
      {fields.map(([key, field]) => (
        <SampleField
          key={key}
          field={field}
          value={value[key]}
          onChange={(next) => onChange({ ...value, [key]: next })}
        />
      ))}
    </fieldset>
  )
}

interface SampleFieldProps {
  field: Field
  value: unknown
  onChange(value: unknown): void
}

function SampleField({ field, value, onChange }: SampleFieldProps) {
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
      return <SampleForm legend={field.label} fields={Object.entries(field.fields)} value={inner} onChange={onChange} />
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
        <TextInput label={field.label} value={text} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
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
