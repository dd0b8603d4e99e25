import '@mantine/core/styles/Radio.layer.css'
import { Group, NativeSelect, Radio, TextInput, Textarea } from '@mantine/core'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { isoFromLocal, localFromIso } from '../../../ui/time/local-moment.ts'

interface RecordInputProps {
  field: TableField
  /** As it is sent: text, number or null. */
  value: string | number | null
  error: string | undefined
  autoFocus: boolean
  onChange(value: string | number | null): void
}

/** The control for one field of a record; attachments have their own. */
export function RecordInput({
  field: { kind, label, required, options = [] },
  value,
  error,
  autoFocus,
  onChange,
}: RecordInputProps) {
  const text = value === null ? '' : String(value)
  const common = { label, error, withAsterisk: required, 'aria-required': required, autoFocus }
  switch (kind) {
    case 'text':
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value || null)} />
    case 'longText':
      return (
        <Textarea {...common} rows={5} value={text} onChange={(event) => onChange(event.currentTarget.value || null)} />
      )
    case 'number':
      return (
        <TextInput
          {...common}
          inputMode="decimal"
          value={text}
          onChange={(event) => onChange(asNumber(event.currentTarget.value))}
        />
      )
    case 'yesNo':
      return (
        <Radio.Group
          label={label}
          error={error}
          withAsterisk={required}
          value={text}
          onChange={(answer) => onChange(answer || null)}
        >
          <Group gap="md" mt={4}>
            <Radio value="Yes" label="Yes" />
            <Radio value="No" label="No" />
            <Radio value="" label="Blank" />
          </Group>
        </Radio.Group>
      )
    case 'choice':
      return (
        <NativeSelect
          {...common}
          value={text}
          data={[{ value: '', label: 'Nothing chosen' }, ...options]}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
    case 'date':
      return (
        <TextInput
          {...common}
          type="datetime-local"
          description={`In your time zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`}
          maw={320}
          value={localFromIso(text)}
          onChange={(event) => onChange(isoFromLocal(event.currentTarget.value))}
        />
      )
    case 'attachments':
      return null
  }
}

/** A number as soon as it is one. Until then what was typed stays, and the server says what is wrong with it. */
function asNumber(typed: string): string | number | null {
  if (typed.trim() === '') return null
  const number = Number(typed.replace(',', '.'))
  return Number.isFinite(number) && String(number) === typed.trim() ? number : typed
}
