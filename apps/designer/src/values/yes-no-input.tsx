import { Select } from '@mantine/core'
import { KINDS } from '@tailorbird/flow/fields/kinds/kinds'
import type { ValueInputProps } from './input-props.ts'

/** Blank until something is chosen: blank is not No. What was written as a word is understood too. */
export function YesNoInput({ field: _, value, onChange, ...look }: ValueInputProps<'yesNo'>) {
  const read = KINDS.yesNo.read(value)
  return (
    <Select
      {...look}
      data={['Yes', 'No']}
      value={typeof read === 'boolean' ? (read ? 'Yes' : 'No') : null}
      placeholder="Choose"
      onChange={(next) => onChange(next === 'Yes')}
      allowDeselect={false}
    />
  )
}
