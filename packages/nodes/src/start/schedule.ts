import { field } from '@tailorbird/flow/fields/field'
import { defineTrigger } from '@tailorbird/flow/node/node-type'
import { firesBetween, nextFires } from './next-fires.ts'

export const schedule = defineTrigger({
  type: 'start.schedule',
  title: 'Schedule',
  summary: 'Starts a run at set times.',
  group: 'Start',
  icon: 'clock',
  keywords: ['cron', 'timer', 'daily', 'weekly', 'time', 'clock'],
  sentence: 'At set times: {schedule}',
  source: 'schedule',
  params: {
    schedule: field.schedule({ label: 'When' }),
    missed: field.choice({
      label: 'Times missed while Tailorbird was off',
      options: { skip: 'Skip them', once: 'Run once', all: 'Run each of them' },
      initial: 'skip',
      optional: true,
      advanced: true,
    }),
  },
  output: {
    plannedFor: field.moment({ label: 'Planned for' }),
    date: field.text({ label: 'Date there, e.g. 2026-11-21' }),
    time: field.text({ label: 'Time there, e.g. 09:30' }),
  },
  planned: ({ schedule, missed = 'skip' }) => ({
    missed,
    between: (after, until) => firesBetween(schedule, after, until),
    nextAfter: (after) => nextFires(schedule, after, 1)[0],
  }),
  happened: ({ schedule: { timeZone } }, at) => ({
    plannedFor: at.toISOString(),
    // Swedish writes dates and times as ISO 8601 does.
    date: at.toLocaleDateString('sv-SE', { timeZone }),
    time: at.toLocaleTimeString('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }),
  }),
})
