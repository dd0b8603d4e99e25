import { Group, Select, TextInput } from '@mantine/core'
import { saidOf } from '@tailorbird/flow/fields/wrong-zoned'
import { inZone, readZoned, zonedText } from '@tailorbird/flow/time/zoned-moment'
import { useState } from 'react'
import { HERE, zonesWith } from '../ui/time/zones.ts'
import { sentence } from '../words/field-sentence.ts'
import type { ValueInputProps } from './input-props.ts'

interface Typed {
  local: string
  zone: string
  offset?: string
}

/** Date, time and zone. A time that clocks skip is not taken, and why is said; of one that comes twice the first is taken
 *  until the second is chosen. */
export function ZonedMomentInput({ field, value, onChange, label, size, required, readOnly, ...named }: ZonedProps) {
  const [typed, setTyped] = useState<Typed>(() => typedFrom(value))
  const name = label ?? named['aria-label'] ?? field.label
  const { found, offsets, wrong } = meant(typed, field.label)
  const change = (part: Partial<Typed>) => {
    const next = { local: typed.local, zone: typed.zone, ...part }
    setTyped(next)
    onChange(meant(next, field.label).found)
  }
  const look = { ...(size && { size }), ...(readOnly && { readOnly }) }
  return (
    <Group gap="xs" align="flex-end" role="group" aria-label={name}>
      <TextInput
        {...look}
        {...(label === undefined ? { 'aria-label': `${name}: date and time` } : { label })}
        type="datetime-local"
        required={required}
        error={wrong ?? named.error}
        value={typed.local}
        onChange={(event) => change({ local: event.currentTarget.value })}
      />
      <Select
        {...look}
        aria-label={`${name}: time zone`}
        data={zonesWith(typed.zone)}
        value={typed.zone}
        searchable
        allowDeselect={false}
        onChange={(zone) => zone !== null && change({ zone })}
      />
      {offsets.length > 1 && (
        <Select
          {...look}
          aria-label={`${name}: which of the two`}
          data={offsets.map((offset, at) => ({ value: offset, label: `${at === 0 ? 'first' : 'second'}, ${offset}` }))}
          value={found === undefined ? null : (typed.offset ?? offsets[0] ?? null)}
          allowDeselect={false}
          onChange={(offset) => offset !== null && change({ offset })}
        />
      )}
    </Group>
  )
}

type ZonedProps = ValueInputProps<'zonedMoment'> & { error?: string | undefined }

function typedFrom(value: unknown): Typed {
  const read = typeof value === 'string' ? readZoned(value) : undefined
  return read && !('fault' in read) ? read : { local: '', zone: HERE }
}

/** What was typed as a moment, or why it is none. */
function meant({ local, zone, offset }: Typed, label: string) {
  if (local === '') return { found: undefined, offsets: [], wrong: undefined }
  const at = inZone(local, zone)
  if (!('fault' in at)) return { found: zonedText(at), offsets: [], wrong: undefined }
  if (at.fault.is !== 'twice') return { found: undefined, offsets: [], wrong: sentence(saidOf(at.fault, label)) }
  const { offsets } = at.fault
  const [first = ''] = offsets
  return { found: zonedText({ local, zone, offset: offset ?? first }), offsets, wrong: undefined }
}
