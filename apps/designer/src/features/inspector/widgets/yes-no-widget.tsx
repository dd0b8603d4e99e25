import { Switch } from '@mantine/core'
import { type WidgetProps, fixedOf } from '../field/widget.ts'

export function YesNoWidget({ binding, onChange, id, describedBy, readOnly }: WidgetProps<'yesNo'>) {
  return (
    <Switch
      id={id}
      aria-describedby={describedBy}
      checked={fixedOf(binding) === true}
      disabled={readOnly}
      onChange={(event) => onChange({ fixed: event.currentTarget.checked })}
    />
  )
}
