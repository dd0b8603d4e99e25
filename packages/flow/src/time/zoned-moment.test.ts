import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { timeOf } from './moment.ts'
import { inZone, offsetsAt, readZoned, zonedText } from './zoned-moment.ts'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')]
const text = (given: string) => {
  const read = readZoned(given)
  return 'fault' in read ? read.fault.is : zonedText(read)
}

test('what is written is read, and comes out in one form', () => {
  expect(text('2026-11-20T09:30[Europe/Vienna]')).toBe('2026-11-20T09:30+01:00[Europe/Vienna]')
  expect(text('2026-11-20T09:30:00+01:00[Europe/Vienna]')).toBe('2026-11-20T09:30+01:00[Europe/Vienna]')
  expect(text('2026-11-20T09:30:15Z[UTC]')).toBe('2026-11-20T09:30:15+00:00[UTC]')
  expect(timeOf('2026-11-20T09:30+01:00[Europe/Vienna]')).toBe(Date.parse('2026-11-20T08:30:00Z'))
})

test('what is not understood is refused, and why', () => {
  for (const given of [
    '',
    '2026-11-20',
    '2026-11-20T09:30',
    '2026-11-20T09:30+01:00',
    '20.11.2026 9:30[Europe/Vienna]',
    '2026-11-20T09:30[+01:00]',
    '2026-11-20T09:30[]',
  ])
    expect([given, text(given)]).toEqual([given, 'form'])
  expect(text('2026-02-30T09:30[Europe/Vienna]')).toBe('date')
  expect(text('2026-02-28T24:30[Europe/Vienna]')).toBe('date')
  expect(text('1066-10-14T09:00[Europe/London]')).toBe('date')
  expect(text('2026-11-20T09:30[Europe/Atlantis]')).toBe('zone')
  expect(text('1900-01-01T09:30[Europe/Vienna]')).not.toBe('form')
  expect(text('1900-01-01T09:30[Europe/Amsterdam]')).not.toBe('form')
})

test('an hour that clocks skip is refused; of one that they show twice it must be said which', () => {
  expect(text('2026-03-29T02:30[Europe/Vienna]')).toBe('skipped')
  expect(text('2011-12-30T12:00[Pacific/Apia]')).toBe('skipped')
  expect(readZoned('2026-10-25T02:30[Europe/Vienna]')).toEqual({
    fault: { is: 'twice', local: '2026-10-25T02:30', zone: 'Europe/Vienna', offsets: ['+02:00', '+01:00'] },
  })
  expect(text('2026-10-25T02:30+02:00[Europe/Vienna]')).toBe('2026-10-25T02:30+02:00[Europe/Vienna]')
  expect(text('2026-10-25T02:30+01:00[Europe/Vienna]')).toBe('2026-10-25T02:30+01:00[Europe/Vienna]')
  expect(text('2026-10-25T02:30+03:00[Europe/Vienna]')).toBe('offset')
})

/** The same by another way: Temporal's own rules for what lies in a gap or an overlap. */
function byTemporal(local: string, zone: string): number[] {
  const at = (disambiguation: 'earlier' | 'later') =>
    Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation })
  return [
    ...new Set(
      [at('earlier'), at('later')]
        .filter((found) => found.toPlainDateTime().equals(local))
        .map(({ offsetNanoseconds }) => offsetNanoseconds / 1e9),
    ),
  ]
}

const minute = (at: number) => new Date(at).toISOString().slice(0, 16)

// From 2000 to 2037, in quarters of an hour, it takes two minutes; it was done once and held.
test('in all zones, around every change of the clocks of 2025 and 2026', () => {
  let changes = 0
  for (const zone of ZONES) {
    let now = Temporal.Instant.from('2025-01-01T00:00Z').toZonedDateTimeISO(zone)
    for (;;) {
      const next = now.getTimeZoneTransition('next')
      if (!next || next.year > 2026) break
      changes += 1
      // The clocks before and after the change, up to half an hour to each side.
      for (const shown of [next, next.subtract({ seconds: 1 })])
        for (const away of [-2, 0, 1, 2]) {
          const local = shown
            .toPlainDateTime()
            .round({ smallestUnit: 'minute', roundingIncrement: 15 })
            .add({ minutes: 15 * away })
            .toString()
            .slice(0, 16)
          expect([zone, local, offsetsAt(local, zone)]).toEqual([zone, local, byTemporal(local, zone)])
        }
      now = next
    }
  }
  expect(ZONES.length).toBeGreaterThan(400)
  expect(changes).toBeGreaterThan(300)
}, 30_000)

test('in any zone at any minute of a hundred years', () => {
  const years = fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2050, 0) })
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), years, (zone, at) => {
      const local = minute(at)
      const offsets = byTemporal(local, zone)
      expect(offsetsAt(local, zone)).toEqual(offsets)
      const found = inZone(local, zone)
      if (offsets.some((seconds) => seconds % 60 !== 0)) expect(found).toMatchObject({ fault: { is: 'odd' } })
      else if (offsets.length !== 1) expect(found).toHaveProperty('fault')
      else {
        const written = 'fault' in found ? '' : zonedText(found)
        expect(Temporal.ZonedDateTime.from(written).epochMilliseconds).toBe(timeOf(written))
        expect(readZoned(written)).toEqual(found)
      }
    }),
    { numRuns: 2000 },
  )
})
