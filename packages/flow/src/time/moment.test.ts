import { expect, test } from 'vitest'
import { isMoment, timeOf } from './moment.ts'

test('a moment has its offset, and a date and a time that there are', () => {
  for (const right of ['2026-11-20T09:30Z', '2026-11-20T09:30:00.123456+05:45', '2024-02-29T23:59:59-12:00'])
    expect([right, isMoment(right)]).toEqual([right, true])
  for (const wrong of [
    '2026-11-20',
    '2026-11-20T09:30',
    '2026-02-29T09:30Z',
    '2026-04-31T09:30Z',
    '2026-11-20T24:00Z',
    '2026-11-20T09:30+24:00',
    '2026-11-20 09:30Z',
    '',
    5,
    null,
  ])
    expect([wrong, isMoment(wrong)]).toEqual([wrong, false])
})

test('a time is told of moments and days, and of nothing that only looks like one', () => {
  expect(timeOf('2026-11-20')).toBe(Date.UTC(2026, 10, 20))
  expect(timeOf(' 2026-11-20T09:30+01:00[Europe/Vienna] ')).toBe(Date.UTC(2026, 10, 20, 8, 30))
  expect([timeOf('2026-11-20T09:30'), timeOf('2026-02-30'), timeOf(20261120)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
