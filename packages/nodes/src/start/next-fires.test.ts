import { expect, test } from 'vitest'
import { firesBetween, nextFires } from './next-fires.ts'

const iso = (dates: Date[]) => dates.map((date) => date.toISOString())
const daily = { every: 'day' as const, at: '02:30', timeZone: 'Europe/Vienna' }

test('the next times are in the zone of the schedule', () => {
  const week = { every: 'week' as const, weekdays: [1, 5], at: '09:00', timeZone: 'America/New_York' }
  expect(iso(nextFires(week, new Date('2026-11-21T00:00:00Z'), 3))).toEqual([
    '2026-11-23T14:00:00.000Z',
    '2026-11-27T14:00:00.000Z',
    '2026-11-30T14:00:00.000Z',
  ])
})

test('the hour that is left out in spring fires once, an hour later', () => {
  expect(iso(nextFires(daily, new Date('2027-03-27T12:00:00Z'), 2))).toEqual([
    '2027-03-28T01:30:00.000Z',
    '2027-03-29T00:30:00.000Z',
  ])
})

test('the hour that comes twice in autumn fires once', () => {
  expect(nextFires(daily, new Date('2026-10-24T12:00:00Z'), 2).map((date) => date.getUTCDate())).toEqual([25, 26])
})

test('what was missed is counted after the first moment and up to the second', () => {
  const minutes = { every: 'minutes' as const, minutes: 10, timeZone: 'UTC' }
  expect(iso(firesBetween(minutes, new Date('2026-01-01T00:00:00Z'), new Date('2026-01-01T00:30:00Z')))).toEqual([
    '2026-01-01T00:10:00.000Z',
    '2026-01-01T00:20:00.000Z',
    '2026-01-01T00:30:00.000Z',
  ])
})

test('a schedule that makes no sense says so', () => {
  const cron = (text: string) => () => nextFires({ every: 'cron', cron: text, timeZone: 'UTC' }, new Date(), 1)
  expect(cron('every day')).toThrow('five parts')
  expect(cron('99 * * * *')).toThrow('cannot be read')
  expect(cron('* * * * * *')).toThrow('five parts')
  expect(() => nextFires({ ...daily, timeZone: 'Vienna' }, new Date(), 1)).toThrow('is not a time zone')
})
