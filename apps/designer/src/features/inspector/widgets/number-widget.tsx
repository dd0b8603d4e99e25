import { TextInput } from '@mantine/core'
import { type WidgetProps, fixedOf } from '../field/widget.ts'

/** The browser's own field for numbers: a library that formats them weighs more than all the other widgets. */
export function NumberWidget({ field, binding, onChange, id, describedBy, readOnly }: WidgetProps<'number'>) {
  const value = fixedOf(binding)
  return (
    <TextInput
      id={id}
      type="number"
      aria-describedby={describedBy}
      value={typeof value === 'number' ? value : ''}
      onChange={({ currentTarget }) =>
        onChange(Number.isNaN(currentTarget.valueAsNumber) ? undefined : { fixed: currentTarget.valueAsNumber })
      }
      step={field.integer ? 1 : 'any'}
      min={field.min}
      max={field.max}
      readOnly={readOnly}
      rightSection={field.unit && <small>{field.unit}</small>}
      rightSectionWidth={field.unit ? 72 : undefined}
    />
  )
}
