import { ZonedMomentInput } from '../../../values/zoned-moment-input.tsx'
import { type WidgetProps, fixedOf } from '../field/widget.ts'

/** A date and time on the clocks of a zone that stands beside it. */
export function ZonedMomentWidget({ field, binding, onChange, readOnly }: WidgetProps<'zonedMoment'>) {
  return (
    <ZonedMomentInput
      field={field}
      aria-label={field.label}
      value={fixedOf(binding)}
      readOnly={readOnly}
      onChange={(value) => onChange(value === undefined ? undefined : { fixed: value })}
    />
  )
}
