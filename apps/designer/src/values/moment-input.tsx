import { TextInput } from '@mantine/core'
import { isoFromLocal, localFromIso } from '../ui/time/local-moment.ts'
import type { ValueInputProps } from './input-props.ts'

/** A moment in the zone of who looks. */
export function MomentInput({ field: _, value, onChange, placeholder: __, ...look }: ValueInputProps<'moment'>) {
  return (
    <TextInput
      {...look}
      type="datetime-local"
      value={typeof value === 'string' ? localFromIso(value) : ''}
      onChange={({ currentTarget }) => onChange(isoFromLocal(currentTarget.value) ?? undefined)}
    />
  )
}
