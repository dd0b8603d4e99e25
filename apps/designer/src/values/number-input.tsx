import { TextInput } from '@mantine/core'
import type { ValueInputProps } from './input-props.ts'

/** The browser's own field for numbers: a library that formats them weighs more than all the other inputs. */
export function NumberInput({ field: _, value, onChange, placeholder: __, ...look }: ValueInputProps<'number'>) {
  return (
    <TextInput
      {...look}
      type="number"
      step="any"
      value={typeof value === 'number' ? value : ''}
      onChange={({ currentTarget: { valueAsNumber } }) =>
        onChange(Number.isNaN(valueAsNumber) ? undefined : valueAsNumber)
      }
    />
  )
}
