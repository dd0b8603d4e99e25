import { TextInput } from '@mantine/core'
import { isoFromLocal, localFromIso } from '../../../ui/time/local-moment.ts'
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
      value={typeof value === 'string' ? localFromIso(value) : ''}
      readOnly={readOnly}
      rightSection={<small>{zone.split('/').at(-1)?.replaceAll('_', ' ')}</small>}
      rightSectionWidth={96}
      onChange={({ currentTarget }) => {
        const moment = isoFromLocal(currentTarget.value)
        onChange(moment === null ? undefined : { fixed: moment })
      }}
    />
  )
}
