import { TextInput } from '@mantine/core'
import type { ValueInputProps } from './value-input.tsx'

export function PlainInput({ field: _, value, onChange, ...look }: ValueInputProps) {
  return (
    <TextInput
      {...look}
      value={value === undefined || value === null ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  )
}
