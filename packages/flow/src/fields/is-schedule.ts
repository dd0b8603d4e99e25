import { isMoment } from '../time/moment.ts'
import type { Schedule } from './schedule.ts'
import { TIME_OF_DAY } from '../time/time-of-day.ts'

/** Says the same as the schema `Schedule`, so that a card can tell its schedule before the schemas are fetched. */
export function isSchedule(value: unknown): value is Schedule {
  if (typeof value !== 'object' || value === null) return false
  const fields: Partial<Record<string, unknown>> = { ...value }
  const { timeZone, every, minutes, hours, minute, at, weekdays, day, cron, moment, count, unit, from } = fields
  if (typeof timeZone !== 'string' || timeZone === '') return false
  switch (every) {
    case 'minutes':
      return isWhole(minutes, 1, 59)
    case 'hour':
      return isWhole(minute, 0, 59)
    case 'hours':
      return isWhole(hours, 1, 23) && isWhole(minute, 0, 59)
    case 'day':
      return isTimeOfDay(at)
    case 'week':
      return Array.isArray(weekdays) && weekdays.length > 0 && weekdays.every(isWeekday) && isTimeOfDay(at)
    case 'month':
      return isWhole(day, 1, 31) && isTimeOfDay(at)
    case 'once':
      return isMoment(moment)
    case 'repeat':
      return isWhole(count, 1, 10_000) && UNITS.has(unit) && isMoment(from)
    case 'cron':
      return typeof cron === 'string' && cron !== ''
    default:
      return false
  }
}

const UNITS = new Set<unknown>(['minutes', 'hours', 'days'])
const isWhole = (value: unknown, least: number, most: number) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most
const isWeekday = (value: unknown) => isWhole(value, 0, 6)
const isTimeOfDay = (value: unknown) => typeof value === 'string' && TIME_OF_DAY.test(value)
