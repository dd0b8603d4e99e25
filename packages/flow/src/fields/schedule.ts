import { z } from 'zod'
import { issue } from '../words/issue.ts'
import { isMoment } from '../time/moment.ts'
import { TIME_OF_DAY } from '../time/time-of-day.ts'

const timeOfDay = z.string().regex(TIME_OF_DAY, issue('schedule.time-of-day'))

const moment = z.string().refine(isMoment, issue('schedule.moment'))

/** When a schedule trigger fires. The time zone is an IANA name and is never guessed. */
export const Schedule = z.intersection(
  z.object({ timeZone: z.string().min(1, issue('schedule.no-time-zone')) }),
  z.discriminatedUnion('every', [
    z.object({ every: z.literal('minutes'), minutes: z.number().int().min(1).max(59) }),
    z.object({ every: z.literal('hour'), minute: z.number().int().min(0).max(59) }),
    z.object({
      every: z.literal('hours'),
      /** Counted from midnight. */
      hours: z.number().int().min(1).max(23),
      minute: z.number().int().min(0).max(59),
    }),
    z.object({ every: z.literal('day'), at: timeOfDay }),
    z.object({
      every: z.literal('week'),
      /** 0 is Sunday. */
      weekdays: z.array(z.number().int().min(0).max(6)).min(1, issue('schedule.no-weekday')),
      at: timeOfDay,
    }),
    /** Past the end of a month its last day counts; 31 is always the last day. */
    z.object({ every: z.literal('month'), day: z.number().int().min(1).max(31), at: timeOfDay }),
    z.object({ every: z.literal('once'), moment }),
    z.object({
      every: z.literal('repeat'),
      count: z.number().int().min(1, issue('schedule.count')).max(10_000),
      unit: z.enum(['minutes', 'hours', 'days']),
      /** The first time; the others are counted from it. */
      from: moment,
    }),
    z.object({
      every: z.literal('cron'),
      cron: z.string().min(1, issue('schedule.no-cron')),
    }),
  ]),
)
export type Schedule = z.infer<typeof Schedule>

/** The cron expressions (five fields: minute hour day month weekday) that together say the same; of a day that several
 *  name, it fires once. None for what cron cannot say: `once` and `repeat`. */
export function cronsOf(schedule: Schedule): string[] {
  switch (schedule.every) {
    case 'minutes':
      return [`*/${schedule.minutes} * * * *`]
    case 'hour':
      return [`${schedule.minute} * * * *`]
    case 'hours':
      return [`${schedule.minute} */${schedule.hours} * * *`]
    case 'day':
      return [`${clock(schedule.at)} * * *`]
    case 'week':
      return [`${clock(schedule.at)} * * ${schedule.weekdays.toSorted((a, b) => a - b).join(',')}`]
    case 'month':
      return daysOfMonth(schedule.day).map((day) => `${clock(schedule.at)} ${day}`)
    case 'cron':
      return [schedule.cron.trim()]
    case 'once':
    case 'repeat':
      return []
  }
}

/** Only February has no 29 or 30; `L` is the last day of a month. */
function daysOfMonth(day: number): string[] {
  if (day <= 28) return [`${day} * *`]
  return day === 31 ? ['L * *'] : [`${day} * *`, 'L 2 *']
}

function clock(at: string) {
  const [hour, minute] = at.split(':')
  return `${Number(minute)} ${Number(hour)}`
}
