import '@mantine/core/styles/Radio.layer.css'
import { Group, NativeSelect, Radio, TextInput, Textarea } from '@mantine/core'
import type { TableField, TableFieldKind } from '@tailorbird/flow/tables/table-field'
import type { ReactNode } from 'react'
import { isoFromLocal, localFromIso } from '../../../ui/time/local-moment.ts'
import { ZonedMomentInput } from '../../../values/zoned-moment-input.tsx'

/** What is sent for a field that is no attachment. */
export type Plain = string | number | boolean | null

interface RecordInputProps {
  field: TableField
  value: Plain
  error: string | undefined
  autoFocus: boolean
  onChange(value: Plain): void
}

/** The control for one field of a record; attachments have their own. */
export function RecordInput({ field, value, error, autoFocus, onChange }: RecordInputProps) {
  const { label, required, options = [] } = field
  const text = value === null ? '' : String(value)
  const look = { label, error, withAsterisk: required, 'aria-required': required, autoFocus }
  return INPUTS[field.kind]({ look, text, value, options, onChange })
}

interface Input extends Pick<RecordInputProps, 'value' | 'onChange'> {
  look: {
    label: string
    error: string | undefined
    withAsterisk: boolean
    'aria-required': boolean
    autoFocus: boolean
  }
  /** The value as text; nothing is an empty one. */
  text: string
  options: readonly string[]
}

/** One input per kind of field that tables have. */
const INPUTS: { readonly [K in TableFieldKind]: (input: Input) => ReactNode } = {
  text: ({ look, text, onChange }) => (
    <TextInput {...look} value={text} onChange={(event) => onChange(event.currentTarget.value || null)} />
  ),
  longText: ({ look, text, onChange }) => (
    <Textarea {...look} rows={5} value={text} onChange={(event) => onChange(event.currentTarget.value || null)} />
  ),
  number: ({ look, text, onChange }) => (
    <TextInput
      {...look}
      inputMode="decimal"
      value={text}
      onChange={(event) => onChange(asNumber(event.currentTarget.value))}
    />
  ),
  yesNo: ({ look: { label, error, withAsterisk }, text, onChange }) => (
    <Radio.Group
      label={label}
      error={error}
      withAsterisk={withAsterisk}
      value={text}
      onChange={(answer) => onChange(answer === '' ? null : answer === 'true')}
    >
      <Group gap="md" mt={4}>
        <Radio value="true" label="Yes" />
        <Radio value="false" label="No" />
        <Radio value="" label="Blank" />
      </Group>
    </Radio.Group>
  ),
  choice: ({ look, text, options, onChange }) => (
    <NativeSelect
      {...look}
      value={text}
      data={[{ value: '', label: 'Nothing chosen' }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  ),
  moment: ({ look, text, onChange }) => (
    <TextInput
      {...look}
      type="datetime-local"
      description={`In your time zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`}
      maw={320}
      value={localFromIso(text)}
      onChange={(event) => onChange(isoFromLocal(event.currentTarget.value))}
    />
  ),
  zonedMoment: ({ look: { label, error, withAsterisk }, value, onChange }) => (
    <ZonedMomentInput
      field={{ kind: 'zonedMoment', label }}
      label={label}
      error={error}
      required={withAsterisk}
      value={value}
      onChange={(moment) => onChange(moment ?? null)}
    />
  ),
  attachments: () => null,
}

/** A number as soon as it is one. Until then what was typed stays, and the server says what is wrong with it. */
function asNumber(typed: string): string | number | null {
  if (typed.trim() === '') return null
  const number = Number(typed.replace(',', '.'))
  return Number.isFinite(number) && String(number) === typed.trim() ? number : typed
}
