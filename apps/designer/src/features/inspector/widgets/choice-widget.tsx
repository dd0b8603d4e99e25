import { Select } from '@mantine/core'
import { type WidgetProps, fixedOf } from '../field/widget.ts'

export function ChoiceWidget({ field, binding, onChange, id, describedBy, readOnly }: WidgetProps<'choice'>) {
  const value = fixedOf(binding)
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      data={Object.entries(field.options).map(([option, label]) => ({ value: option, label }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next === null ? undefined : { fixed: next })}
      placeholder="Choose"
      clearable={field.optional === true}
      allowDeselect={false}
      readOnly={readOnly}
    />
  )
}
