import { Checkbox, TextInput, Textarea } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import type { RunStep } from '@tailorbird/contract/runs'
import type { NamedField } from '@tailorbird/flow/fields/named-field'

interface InputsFormProps {
  inputs: readonly NamedField[]
  /** As they were typed, by key. */
  values: Readonly<Record<string, unknown>>
  onChange(values: Readonly<Record<string, unknown>>): void
}

/** The typed values that a flow asks for when somebody starts it. */
export function InputsForm({ inputs, values, onChange }: InputsFormProps) {
  return inputs.map((input) => (
    <Input
      key={input.key}
      input={input}
      value={values[input.key]}
      onChange={(value) => onChange({ ...values, [input.key]: value })}
    />
  ))
}

interface InputProps {
  input: NamedField
  value: unknown
  onChange(value: unknown): void
}

function Input({ input: { key, label, kind, required }, value, onChange }: InputProps) {
  const shared = { label: label || key, required }
  const text = typeof value === 'string' || typeof value === 'number' ? value : ''
  switch (kind) {
    case 'toggle':
      return (
        <Checkbox
          label={label || key}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'number':
      return (
        <TextInput
          {...shared}
          type="number"
          step="any"
          value={text}
          onChange={({ currentTarget }) =>
            onChange(Number.isNaN(currentTarget.valueAsNumber) ? '' : currentTarget.valueAsNumber)
          }
        />
      )
    case 'moment':
      return (
        <TextInput
          {...shared}
          type="datetime-local"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'text':
    case 'any':
      return <Textarea {...shared} autosize value={text} onChange={(event) => onChange(event.currentTarget.value)} />
  }
}

/** What was typed, as the flow wants it: what is left empty is left out. */
export function valuesFor(inputs: readonly NamedField[], values: Readonly<Record<string, unknown>>) {
  const filled = inputs.flatMap(({ key, kind }): [string, unknown][] => {
    const value = kind === 'toggle' ? values[key] === true : values[key]
    if (value === undefined || value === '') return []
    if (kind === 'moment') return [[key, new Date(String(value)).toISOString()]]
    return [[key, kind === 'any' ? asJson(String(value)) : value]]
  })
  const input: Record<string, RunStep['output']> = JSON.parse(JSON.stringify(Object.fromEntries(filled)))
  return input
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
