import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import css from './rows/rows.module.css'

const UNITS = [
  { value: 'seconds', label: 'seconds', seconds: 1 },
  { value: 'minutes', label: 'minutes', seconds: 60 },
  { value: 'hours', label: 'hours', seconds: 3600 },
  { value: 'days', label: 'days', seconds: 86_400 },
] as const
type Unit = (typeof UNITS)[number]['value']

/** A length of time: a number and its unit, kept as seconds. */
export function DurationWidget({ field, binding, onChange, id, describedBy, readOnly }: WidgetProps<'duration'>) {
  const fixed = fixedOf(binding)
  const seconds = typeof fixed === 'number' ? fixed : undefined
  const [chosen, setChosen] = useState<Unit>()
  const unit = UNITS.find(({ value }) => value === chosen) ?? unitOf(seconds)
  const set = (count: number, each: number) => onChange(Number.isNaN(count) ? undefined : { fixed: count * each })
  return (
    <div className={css.line}>
      <TextInput
        id={id}
        type="number"
        className={css.name}
        aria-label={field.label}
        aria-describedby={describedBy}
        min={0}
        step="any"
        readOnly={readOnly}
        value={seconds === undefined ? '' : seconds / unit.seconds}
        onChange={({ currentTarget }) => set(currentTarget.valueAsNumber, unit.seconds)}
      />
      <Select
        className={css.kind}
        aria-label={`Unit of ${field.label}`}
        data={UNITS.map(({ value, label }) => ({ value, label }))}
        value={unit.value}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(next) => {
          const other = UNITS.find(({ value }) => value === next)
          if (!other) return
          setChosen(other.value)
          if (seconds !== undefined) set(seconds / unit.seconds, other.seconds)
        }}
      />
    </div>
  )
}

/** The largest unit that says it in whole numbers. */
const unitOf = (seconds: number | undefined) =>
  (seconds === undefined || seconds === 0
    ? undefined
    : UNITS.findLast((candidate) => seconds % candidate.seconds === 0)) ?? (seconds ? UNITS[0] : UNITS[1])
