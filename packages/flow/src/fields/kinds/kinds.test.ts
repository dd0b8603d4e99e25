import { expect, test } from 'vitest'
import { field } from '../field.ts'
import { KINDS, fitsInto } from './kinds.ts'

const ZONED = '2026-11-20T09:30+01:00[Europe/Vienna]'

test('a value reads as its kind or not at all', () => {
  const read = (kind: 'number' | 'yesNo' | 'moment' | 'zonedMoment', ...values: unknown[]) =>
    values.map((value) => KINDS[kind].read(value))
  expect(read('number', '7', ' -1.5e3 ', 7, '0x10', 'Infinity', ' ', '7 apples')).toEqual([
    7,
    -1500,
    7,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(read('yesNo', 'Yes', 'no', true, 'ON', 'maybe', 1)).toEqual([true, false, true, true, undefined, undefined])
  expect(read('moment', '2026-11-20', '2026-02-30T09:30Z', '2026-11-20T09:30', 'Nov 20 2026', ZONED)).toEqual([
    '2026-11-20',
    undefined,
    undefined,
    undefined,
    '2026-11-20T09:30+01:00',
  ])
  expect(read('zonedMoment', ZONED, '2026-11-20T09:30[Europe/Vienna]', '2026-11-20T09:30Z', 5)).toEqual([
    ZONED,
    ZONED,
    undefined,
    undefined,
  ])
})

test('data fits where its kind makes sense', () => {
  const of = {
    text: field.text({ label: '' }),
    moment: field.moment({ label: '' }),
    zoned: field.zonedMoment({ label: '' }),
    files: field.files({ label: '' }),
    any: field.any({ label: '' }),
  }
  expect([fitsInto(of.moment, of.zoned), fitsInto(of.zoned, of.moment)]).toEqual([true, false])
  expect([fitsInto(of.text, of.zoned), fitsInto(of.text, of.files), fitsInto(of.files, of.any)]).toEqual([
    true,
    false,
    true,
  ])
})
