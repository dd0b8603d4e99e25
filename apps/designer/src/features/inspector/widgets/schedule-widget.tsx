import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { Schedule } from '@tailorbird/flow/fields/schedule'
import { useId } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { HERE, zonesWith } from '../../../ui/time/zones.ts'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import { Details, type Draft } from './schedule/schedule-details.tsx'
import css from './schedule-widget.module.css'

const RHYTHMS: readonly { value: Schedule['every']; label: string }[] = [
  { value: 'minutes', label: 'Every few minutes' },
  { value: 'hour', label: 'Every hour' },
  { value: 'hours', label: 'Every few hours' },
  { value: 'day', label: 'Every day' },
  { value: 'week', label: 'On days of the week' },
  { value: 'month', label: 'Every month' },
  { value: 'once', label: 'Once' },
  { value: 'repeat', label: 'Again and again from a day on' },
  { value: 'cron', label: 'Cron expression' },
]

const BEGIN: Readonly<Record<Schedule['every'], object>> = {
  minutes: { minutes: 15 },
  hour: { minute: 0 },
  hours: { hours: 2, minute: 0 },
  day: { at: '09:00' },
  week: { weekdays: [1], at: '09:00' },
  month: { day: 1, at: '09:00' },
  once: {},
  repeat: { count: 3, unit: 'days' },
  cron: { cron: '0 9 * * 1-5' },
}

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
