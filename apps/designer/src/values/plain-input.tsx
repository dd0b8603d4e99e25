import { TextInput } from '@mantine/core'
import type { ValueInputProps } from './input-props.ts'

export function PlainInput({ field: _, value, onChange, ...look }: ValueInputProps) {
  return (
    <TextInput
      {...look}
      value={value === undefined || value === null ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  )
}
