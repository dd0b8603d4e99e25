import { Checkbox, Textarea } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import type { RunStep } from '@tailorbird/contract/runs'
import type { NamedField } from '@tailorbird/flow/fields/named-field'
import { valueField } from '@tailorbird/flow/fields/value-field'
import { ValueInput } from '../../../values/value-input.tsx'

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
  const name = label || key
  switch (kind) {
    case 'yesNo':
      return (
        <Checkbox label={name} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      )
    case 'text':
    case 'any':
      return (
        <Textarea
          label={name}
          required={required}
          autosize
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    default:
      return (
        <ValueInput field={valueField(kind, name)} label={name} required={required} value={value} onChange={onChange} />
      )
  }
}

/** What was typed, as the flow wants it: what is left empty is left out. */
export function valuesFor(inputs: readonly NamedField[], values: Readonly<Record<string, unknown>>) {
  const filled = inputs.flatMap(({ key, kind }): [string, unknown][] => {
    const value = kind === 'yesNo' ? values[key] === true : values[key]
    if (value === undefined || value === '') return []
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
