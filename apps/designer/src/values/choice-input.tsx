import { Select } from '@mantine/core'
import type { ValueInputProps } from './input-props.ts'

export function ChoiceInput({ field, value, onChange, ...look }: ValueInputProps<'choice'>) {
  return (
    <Select
      {...look}
      data={Object.entries(field.options).map(([option, label]) => ({ value: option, label }))}
      value={typeof value === 'string' ? value : null}
      placeholder="Choose"
      onChange={(next) => onChange(next ?? undefined)}
      allowDeselect={false}
    />
  )
}
