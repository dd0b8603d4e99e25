import { isDate, isTime } from './calendar.ts'

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-](\d\d):(\d\d))$/
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/

/** Whether a text is a moment in time: ISO 8601, with its offset, and a date that there is. */
export function isMoment(value: unknown): value is string {
  const [, ...found] = (typeof value === 'string' && MOMENT.exec(value)) || []
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, hours = 0, minutes = 0] = found.map(Number)
  return isDate(year, month, day) && isTime(hour, minute, second || 0) && isTime(hours || 0, minutes || 0)
}

/** Whether a text is a day, e.g. `2026-11-21`: as a moment it is the first of that day in UTC. */
export function isDay(value: unknown): value is string {
  const [, year, month, day] = (typeof value === 'string' && DAY.exec(value)) || []
  return isDate(Number(year), Number(month), Number(day))
}

/** Milliseconds since 1970 of a moment, with its zone or without, or of a day; undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  const text = typeof value === 'string' ? momentIn(value.trim()) : undefined
  return isMoment(text) || isDay(text) ? Date.parse(text) : undefined
}

/** A moment with a zone, without it: `2026-11-20T09:30+01:00[Europe/Vienna]` is `2026-11-20T09:30+01:00`. */
export const momentIn = (text: string): string => text.replace(/\[[^[\]]+\]$/, '')
