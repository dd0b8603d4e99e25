import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSchedule } from './is-schedule.ts'
import { Schedule } from './schedule.ts'

const whole = fc.constantFrom<unknown>(-1, 0, 1, 6, 7, 31, 32, 59, 60, 1.5, '1')
const text = fc.constantFrom<unknown>('', '09:30', '24:00', '9:30', 'Europe/Berlin', 7)
const schedule = fc.record(
  {
    timeZone: text,
    every: fc.constantFrom('minutes', 'hour', 'day', 'week', 'month', 'cron', 'year'),
    minutes: whole,
    minute: whole,
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
