import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSchedule } from './is-schedule.ts'
import { Schedule } from './schedule.ts'

const whole = fc.constantFrom<unknown>(-1, 0, 1, 6, 7, 31, 32, 59, 60, 1.5, '1')
const text = fc.constantFrom<unknown>('', '09:30', '24:00', '9:30', 'Europe/Berlin', 7)
const moment = fc.constantFrom<unknown>(
  '2026-11-21T09:30:00Z',
  '2026-11-21T09:30+01:00',
  '2026-11-21',
  '2026-13-01T00:00:00Z',
  5,
)
const schedule = fc.record(
  {
    timeZone: text,
    every: fc.constantFrom('minutes', 'hour', 'hours', 'day', 'week', 'month', 'cron', 'once', 'repeat', 'year'),
    minutes: whole,
    minute: whole,
    hours: whole,
    count: whole,
    unit: fc.constantFrom<unknown>('minutes', 'days', 'weeks', 1),
    moment,
    from: moment,
    at: text,
    weekdays: fc.oneof(fc.array(whole, { maxLength: 2 }), whole),
    day: whole,
    cron: text,
  },
  { requiredKeys: ['every'] },
)

test('says what the schema says', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: schedule }, { weight: 1, arbitrary: fc.jsonValue() }), (value) => {
      expect(isSchedule(value)).toBe(Schedule.safeParse(value).success)
    }),
    { numRuns: 3000 },
  )
})
