import '@mantine/core/styles/Chip.layer.css'
import { Button, Chip, Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { Schedule } from '@tailorbird/flow/fields/schedule'
import { useId } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { type WidgetProps, fixedOf } from '../widget.ts'
import css from './schedule-widget.module.css'

/** A schedule on its way: the time zone may still be missing, because it is never guessed. */
type Draft = Record<string, unknown> & { every: Schedule['every']; timeZone: string }

const RHYTHMS: readonly { value: Schedule['every']; label: string }[] = [
  { value: 'minutes', label: 'Every few minutes' },
  { value: 'hour', label: 'Every hour' },
  { value: 'day', label: 'Every day' },
  { value: 'week', label: 'On days of the week' },
  { value: 'month', label: 'Every month' },
  { value: 'cron', label: 'Cron expression' },
]

const BEGIN: Readonly<Record<Schedule['every'], object>> = {
  minutes: { minutes: 15 },
  hour: { minute: 0 },
  day: { at: '09:00' },
  week: { weekdays: [1], at: '09:00' },
  month: { day: 1, at: '09:00' },
  cron: { cron: '0 9 * * 1-5' },
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone
/** The browser's list leaves out UTC, of all things. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
const zonesWith = (zone: string) => (zone === '' || ZONES.includes(zone) ? ZONES : [zone, ...ZONES])
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

export function ScheduleWidget({ binding, onChange, id, readOnly }: WidgetProps<'schedule'>) {
  const draft = draftOf(fixedOf(binding))
  const zoneId = useId()
  const set = (changes: object) => onChange({ fixed: JSON.parse(JSON.stringify({ ...draft, ...changes })) })
  return (
    <div className={css.schedule}>
      <Select
        id={id}
        aria-label="How often"
        data={RHYTHMS}
        value={draft?.every ?? null}
        placeholder="Choose how often"
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(every) => {
          const rhythm = RHYTHMS.find(({ value }) => value === every)?.value
          if (rhythm)
            onChange({
              fixed: JSON.parse(JSON.stringify({ every: rhythm, timeZone: draft?.timeZone ?? '', ...BEGIN[rhythm] })),
            })
        }}
      />
      {draft && <Details draft={draft} set={set} readOnly={readOnly} />}
      {draft && (
        <div>
          <label htmlFor={zoneId} className={css.label}>
            Time zone
          </label>
          <Select
            id={zoneId}
            data={zonesWith(draft.timeZone)}
            value={draft.timeZone || null}
            placeholder="Choose a time zone"
            searchable
            limit={50}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(timeZone) => set({ timeZone: timeZone ?? '' })}
          />
          {draft.timeZone === '' && !readOnly && (
            <Button variant="subtle" size="compact-sm" mt={4} onClick={() => set({ timeZone: HERE })}>
              Use {HERE}, as on this computer
            </Button>
          )}
        </div>
      )}
      {draft && <NextTimes draft={draft} />}
    </div>
  )
}

interface DetailsProps {
  draft: Draft
  set(changes: object): void
  readOnly: boolean
}

function Details({ draft, set, readOnly }: DetailsProps) {
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
  switch (draft.every) {
    case 'minutes':
      return number('minutes', 'Minutes in between', 1, 59)
    case 'hour':
      return number('minute', 'Minute of the hour', 0, 59)
    case 'day':
      return at
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
          {number('day', 'Day of the month', 1, 31)}
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

/** The server tells the next five times, so that it is the same arithmetic that will start the runs. */
function NextTimes({ draft }: { draft: Draft }) {
  const [settled] = useDebouncedValue(draft, 300)
  const schedule = Schedule.safeParse(settled)
  const next = useQuery({
    queryKey: ['schedules', 'preview', settled],
    queryFn: () => (schedule.success ? api.schedules.preview({ schedule: schedule.data }) : { next: [] }),
    enabled: schedule.success,
  })
  if (!schedule.success) return null
  if (next.error) return <p className={css.wrong}>{inWords(next.error)}</p>
  const words = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: schedule.data.timeZone,
  })
  return (
    <div className={css.next}>
      <span className={css.label}>Next times there</span>
      <ol>
        {next.data?.next.map((moment) => (
          <li key={moment}>{words.format(new Date(moment))}</li>
        ))}
      </ol>
    </div>
  )
}

function draftOf(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null || !('every' in value)) return undefined
  const rhythm = RHYTHMS.find((candidate) => candidate.value === value.every)
  if (!rhythm) return undefined
  const timeZone = 'timeZone' in value && typeof value.timeZone === 'string' ? value.timeZone : ''
  return { ...value, every: rhythm.value, timeZone }
}
