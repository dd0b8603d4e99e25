import { TextInput } from '@mantine/core'
import { type WidgetProps, fixedOf } from '../field/widget.ts'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** A moment is kept with its offset; it is entered and shown in the zone of who looks, and the zone is named. */
export function MomentWidget({ binding, onChange, id, describedBy, readOnly }: WidgetProps<'moment'>) {
  const value = fixedOf(binding)
  return (
    <TextInput
      id={id}
      type="datetime-local"
      aria-describedby={describedBy}
      value={typeof value === 'string' ? localText(value) : ''}
      readOnly={readOnly}
      rightSection={<small>{zone.split('/').at(-1)?.replaceAll('_', ' ')}</small>}
      rightSectionWidth={96}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? undefined : { fixed: new Date(currentTarget.value).toISOString() })
      }
    />
  )
}

/** As the browser's input wants it: local time without a zone. */
export function localText(moment: string): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
