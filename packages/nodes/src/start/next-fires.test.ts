import { expect, test } from 'vitest'
import { firesBetween, nextFires } from './next-fires.ts'
import { says } from '../testing/says.ts'

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

test('the hour that comes twice in autumn fires once, asked from its first time on', () => {
  const first = new Date('2026-10-25T00:30:00Z')
  expect(firesBetween(daily, new Date('2026-10-24T12:00:00Z'), new Date('2026-10-25T12:00:00Z'))).toHaveLength(1)
  expect(nextFires(daily, first, 1).map((date) => date.getUTCDate())).toEqual([26])
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
  expect(says(cron('every day'))).toContain('five parts')
  expect(says(cron('99 * * * *'))).toContain('cannot be read')
  expect(says(cron('* * * * * *'))).toContain('five parts')
  expect(says(() => nextFires({ ...daily, timeZone: 'Vienna' }, new Date(), 1))).toContain('is not a time zone')
})

const vienna = { timeZone: 'Europe/Vienna' }

test('past the end of a month its last day counts', () => {
  const on = (day: number) =>
    nextFires({ every: 'month', day, at: '09:00', ...vienna }, new Date('2027-01-15T00:00:00Z'), 4).map((fire) =>
      fire.toISOString().slice(0, 10),
    )
  expect(on(31)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'])
  expect(on(30)).toEqual(['2027-01-30', '2027-02-28', '2027-03-30', '2027-04-30'])
  expect(on(28)).toEqual(['2027-01-28', '2027-02-28', '2027-03-28', '2027-04-28'])
  const leap = { every: 'month' as const, day: 29, at: '09:00', ...vienna }
  expect(iso(nextFires(leap, new Date('2028-02-01T00:00:00Z'), 2))).toEqual([
    '2028-02-29T08:00:00.000Z',
    '2028-03-29T07:00:00.000Z',
  ])
})

test('every few hours is counted from midnight', () => {
  const hours = { every: 'hours' as const, hours: 6, minute: 15, timeZone: 'UTC' }
  expect(iso(nextFires(hours, new Date('2027-01-01T13:00:00Z'), 2))).toEqual([
    '2027-01-01T18:15:00.000Z',
    '2027-01-02T00:15:00.000Z',
  ])
})

test('once fires at its moment and never again', () => {
  const once = { every: 'once' as const, moment: '2027-01-01T10:00:00+01:00', ...vienna }
  const at = new Date('2027-01-01T09:00:00Z')
  expect(nextFires(once, new Date('2026-12-31T00:00:00Z'), 5)).toEqual([at])
  expect(nextFires(once, at, 5)).toEqual([])
  expect(firesBetween(once, new Date('2026-12-31T00:00:00Z'), new Date('2027-02-01T00:00:00Z'))).toEqual([at])
})

test('what is repeated in days keeps its time of day, in minutes its length', () => {
  const from = '2027-03-26T09:00:00+01:00'
  const days = { every: 'repeat' as const, count: 2, unit: 'days' as const, from, ...vienna }
  expect(iso(nextFires(days, new Date('2027-03-01T00:00:00Z'), 3))).toEqual([
    '2027-03-26T08:00:00.000Z',
    '2027-03-28T07:00:00.000Z',
    '2027-03-30T07:00:00.000Z',
  ])
  expect(iso(nextFires(days, new Date('2027-03-28T07:00:00Z'), 1))).toEqual(['2027-03-30T07:00:00.000Z'])
  const autumn = { ...days, count: 1, from: '2027-10-30T02:30:00+02:00' }
  expect(nextFires(autumn, new Date('2027-10-30T00:00:00Z'), 3)).toHaveLength(3)
  const minutes = { ...days, count: 90, unit: 'minutes' as const }
  expect(iso(firesBetween(minutes, new Date('2027-03-26T08:00:00Z'), new Date('2027-03-26T11:00:00Z')))).toEqual([
    '2027-03-26T09:30:00.000Z',
    '2027-03-26T11:00:00.000Z',
  ])
})

test('the hour that is left out in spring and comes twice in autumn, for days that are repeated', () => {
  const from = '2027-03-27T02:30:00+01:00'
  const spring = { every: 'repeat' as const, count: 1, unit: 'days' as const, from, ...vienna }
  expect(iso(nextFires(spring, new Date('2027-03-27T12:00:00Z'), 2))).toEqual([
    '2027-03-28T01:30:00.000Z',
    '2027-03-29T00:30:00.000Z',
  ])
})

test('of years of minutes only the latest are counted, and at once', () => {
  const minutes = { every: 'minutes' as const, minutes: 1, timeZone: 'UTC' }
  const fires = firesBetween(minutes, new Date('2000-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z'))
  expect(fires.length).toBeGreaterThan(1900)
  expect(fires.at(-1)?.toISOString()).toBe('2027-01-01T00:00:00.000Z')
})
