import { isDate, isTime } from './calendar.ts'

/** A date and time on the clocks of a named zone, as RFC 9557 writes it: `2026-11-20T09:30+01:00[Europe/Vienna]`. Local
 *  time and zone are what is meant; the offset says which of the two, where clocks show a time twice. */
export interface ZonedMoment {
  /** `2026-11-20T09:30`, with seconds where there are any. */
  local: string
  /** An IANA name. */
  zone: string
  /** `+01:00` */
  offset: string
}

/** Why a text is no such moment: not written like one, a day or zone that there is not, a time that clocks skip or
 *  show twice, an offset that the zone does not have then, or clocks that were not set to whole minutes (long ago). */
export type ZonedFault =
  | { is: 'form' | 'date' }
  | { is: 'zone' | 'odd'; zone: string }
  | { is: 'skipped'; local: string; zone: string }
  | { is: 'twice' | 'offset'; local: string; zone: string; offsets: readonly string[] }

const ZONED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?\[([A-Za-z][A-Za-z0-9_+/-]{0,63})\]$/

/** Reads a text. Without an offset it must be a time that clocks show once. */
export function readZoned(text: string): ZonedMoment | { fault: ZonedFault } {
  const [, year, month, day, hour, minute, second, offset, zone = ''] = ZONED.exec(text) ?? []
  if (zone === '') return { fault: { is: 'form' } }
  // Before that, calendars differed from country to country.
  if (
    Number(year) < 1583 ||
    !isDate(Number(year), Number(month), Number(day)) ||
    !isTime(Number(hour), Number(minute), Number(second ?? 0))
  )
    return { fault: { is: 'date' } }
  const seconds = second === undefined || second === '00' ? '' : `:${second}`
  return inZone(`${year}-${month}-${day}T${hour}:${minute}${seconds}`, zone, offset === 'Z' ? '+00:00' : offset)
}

/** The moment that a local time is in a zone. `local` must be a date and time that there is. */
export function inZone(local: string, zone: string, offset?: string): ZonedMoment | { fault: ZonedFault } {
  if (!isZone(zone)) return { fault: { is: 'zone', zone } }
  const found = offsetsAt(local, zone)
  if (found.some((seconds) => seconds % 60 !== 0)) return { fault: { is: 'odd', zone } }
  const offsets = found.map(offsetText)
  const [only] = offsets
  if (only === undefined) return { fault: { is: 'skipped', local, zone } }
  if (offset !== undefined)
    return offsets.includes(offset) ? { local, zone, offset } : { fault: { is: 'offset', local, zone, offsets } }
  return offsets.length === 1 ? { local, zone, offset: only } : { fault: { is: 'twice', local, zone, offsets } }
}

export const zonedText = ({ local, zone, offset }: ZonedMoment): string => `${local}${offset}[${zone}]`

/** The offsets, in seconds, with which clocks of a zone show a local time, the earlier one first: none where they are
 *  set forward over it, two where they are set back over it. */
export function offsetsAt(local: string, zone: string): number[] {
  const wall = Date.parse(`${local}Z`)
  // No zone is a day away from UTC, so what is in force a day before and a day after is all that can be.
  const near = new Set([-DAY, 0, DAY].map((away) => offsetOf(zone, wall + away)))
  return [...near].filter((seconds) => offsetOf(zone, wall - seconds * 1000) === seconds).toSorted((a, b) => b - a)
}

const DAY = 86_400_000

/** How far the clocks of a zone are ahead of UTC at a moment, in seconds. */
function offsetOf(zone: string, at: number): number {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return (Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000) / 1000
}

export function isZone(zone: string): boolean {
  try {
    return clockOf(zone) !== undefined
  } catch {
    return false
  }
}

/** Making a clock takes a millisecond, asking it a microsecond. Names come from outside, so their number is bounded. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  if (clocks.size >= 1000) clocks.clear()
  clocks.set(zone, clock)
  return clock
}

function offsetText(seconds: number): string {
  const minutes = Math.abs(seconds) / 60
  const two = (number: number) => String(number).padStart(2, '0')
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
