import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineWait } from '@tailorbird/flow/node/node-type'
import { said } from './words.ts'

const YEAR = 366 * 86_400

export const wait = defineWait({
  type: 'logic.wait',
  title: 'Wait',
  summary: 'Holds the run for a while, or until a time.',
  group: 'Logic',
  icon: 'hourglass',
  keywords: ['delay', 'pause', 'sleep', 'later', 'timer', 'until', 'date'],
  params: {
    mode: field.choice({
      label: 'Wait',
      options: { duration: 'For a while', time: 'Until a time' },
      initial: 'duration',
    }),
    duration: field.duration({
      label: 'How long',
      min: 1,
      max: YEAR,
      initial: 3600,
      shownWhen: { mode: ['duration'] },
    }),
    time: field.moment({
      label: 'Until',
      hint: 'A time that has passed holds nothing up.',
      shownWhen: { mode: ['time'] },
    }),
    shift: field.choice({
      label: 'Exactly then',
      options: { none: 'Exactly then', before: 'Before that time', after: 'After that time' },
      initial: 'none',
      optional: true,
      advanced: true,
      shownWhen: { mode: ['time'] },
    }),
    by: field.duration({
      label: 'By how much',
      min: 1,
      max: YEAR,
      advanced: true,
      shownWhen: { mode: ['time'], shift: ['before', 'after'] },
    }),
  },
  output: { waitedUntil: field.moment({ label: 'Waited until' }) },
  async look({ params, now }, { since }) {
    const until = endOf(params, since)
    if (Number.isNaN(until.getTime())) {
      throw new Failure(said('wait.no-time'))
    }
    return until <= now()
      ? { leaveBy: 'out', output: { waitedUntil: until.toISOString() } }
      : { until, reason: 'wait', state: null }
  },
})

interface End {
  mode: 'duration' | 'time'
  duration: number | undefined
  time: string | undefined
  shift: 'none' | 'before' | 'after' | undefined
  by: number | undefined
}

function endOf({ mode, duration = Number.NaN, time = '', shift = 'none', by = 0 }: End, since: Date): Date {
  if (mode === 'duration') return new Date(since.getTime() + duration * 1000)
  const signed = { none: 0, before: -by, after: by }[shift]
  return new Date(Date.parse(time) + signed * 1000)
}
