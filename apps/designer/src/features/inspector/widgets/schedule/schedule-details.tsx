import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/Chip.layer.css'
import { Checkbox, Chip, Group, Select, TextInput } from '@mantine/core'
import type { Schedule } from '@tailorbird/flow/fields/schedule'
import { isoFromLocal, localFromIso } from '../../../../ui/time/local-moment.ts'

/** A schedule on its way: the time zone may still be missing, because it is never guessed. */
export type Draft = Record<string, unknown> & { every: Schedule['every']; timeZone: string }

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

interface DetailsProps {
  draft: Draft
  set(changes: object): void
  readOnly: boolean
}

/** What each rhythm asks for besides. */
export function Details({ draft, set, readOnly }: DetailsProps) {
  const number = (key: string, label: string, min: number, max: number) => (
    <TextInput
      type="number"
      label={label}
      min={min}
      max={max}
      step={1}
      readOnly={readOnly}
      value={Number.isNaN(Number(draft[key])) ? '' : Number(draft[key])}
      onChange={({ currentTarget }) => set({ [key]: currentTarget.valueAsNumber })}
    />
  )
  const at = (
    <TextInput
      label="At"
      type="time"
      readOnly={readOnly}
      value={String(draft['at'])}
      onChange={(event) => set({ at: event.currentTarget.value })}
    />
  )
  const moment = (key: string, label: string) => (
    <TextInput
      label={label}
      description={`In the time of this computer, ${HERE}`}
      type="datetime-local"
      readOnly={readOnly}
      value={typeof draft[key] === 'string' ? localFromIso(draft[key]) : ''}
      onChange={({ currentTarget }) => {
        const chosen = isoFromLocal(currentTarget.value)
        if (chosen !== null) set({ [key]: chosen })
      }}
    />
  )
  switch (draft.every) {
    case 'minutes':
      return number('minutes', 'Minutes in between', 1, 59)
    case 'hour':
      return number('minute', 'Minute of the hour', 0, 59)
    case 'day':
      return at
    case 'hours':
      return (
        <>
          {number('hours', 'Hours in between, counted from midnight', 1, 23)}
          {number('minute', 'Minute of the hour', 0, 59)}
        </>
      )
    case 'once':
      return moment('moment', 'On')
    case 'repeat':
      return (
        <>
          <Group gap="sm" grow align="flex-end">
            {number('count', 'Every', 1, 10_000)}
            <Select
              aria-label="Unit"
              data={['minutes', 'hours', 'days']}
              value={String(draft['unit'] ?? 'days')}
              allowDeselect={false}
              readOnly={readOnly}
              onChange={(unit) => set({ unit })}
            />
          </Group>
          {moment('from', 'Counted from')}
        </>
      )
    case 'week':
      return (
        <>
          <Chip.Group
            multiple
            value={Array.isArray(draft['weekdays']) ? draft['weekdays'].map(String) : []}
            onChange={(days) => set({ weekdays: days.map(Number) })}
          >
            <Group gap={4} role="group" aria-label="Days of the week">
              {[1, 2, 3, 4, 5, 6, 0].map((day) => (
                <Chip key={day} value={String(day)} size="sm" disabled={readOnly}>
                  {DAYS[day]}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          {at}
        </>
      )
    case 'month':
      return (
        <>
          <Checkbox
            size="sm"
            label="On the last day of the month"
            checked={draft['day'] === 31}
            disabled={readOnly}
            onChange={(event) => set({ day: event.currentTarget.checked ? 31 : 1 })}
          />
          {draft['day'] !== 31 && number('day', 'Day of the month', 1, 31)}
          {at}
        </>
      )
    case 'cron':
      return (
        <TextInput
          label="Minute, hour, day, month, weekday"
          readOnly={readOnly}
          value={String(draft['cron'])}
          onChange={(event) => set({ cron: event.currentTarget.value })}
        />
      )
  }
}
