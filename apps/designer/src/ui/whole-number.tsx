import { TextInput } from '@mantine/core'

interface WholeNumberProps {
  label: string
  description?: string
  placeholder?: string
  unit: string
  min: number
  max: number
  value: number | undefined
  readOnly?: boolean
  /** Always a whole number within the bounds; undefined when the field is emptied. */
  onChange(value: number | undefined): void
}

/** A number of something: "3 times". The browser's own field, because a library that formats numbers weighs a lot. */
export function WholeNumber({ unit, min, max, value, onChange, ...field }: WholeNumberProps) {
  return (
    <TextInput
      {...field}
      type="number"
      min={min}
      max={max}
      step={1}
      rightSection={<small>{unit}</small>}
      rightSectionWidth={72}
      value={value ?? ''}
      onChange={({ currentTarget: { valueAsNumber } }) =>
        onChange(Number.isNaN(valueAsNumber) ? undefined : Math.min(max, Math.max(min, Math.round(valueAsNumber))))
      }
    />
  )
}
