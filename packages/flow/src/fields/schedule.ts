import { z } from 'zod'
import { TIME_OF_DAY } from './time-of-day.ts'

const timeOfDay = z.string().regex(TIME_OF_DAY, 'Give the time as hours and minutes, for example 09:30.')

/** When a schedule trigger fires. The time zone is an IANA name and is never guessed. */
export const Schedule = z.intersection(
  z.object({ timeZone: z.string().min(1, 'Choose a time zone.') }),
  z.discriminatedUnion('every', [
    z.object({ every: z.literal('minutes'), minutes: z.number().int().min(1).max(59) }),
    z.object({ every: z.literal('hour'), minute: z.number().int().min(0).max(59) }),
    z.object({ every: z.literal('day'), at: timeOfDay }),
    z.object({
      every: z.literal('week'),
      /** 0 is Sunday. */
      weekdays: z.array(z.number().int().min(0).max(6)).min(1, 'Choose at least one day of the week.'),
      at: timeOfDay,
    }),
    z.object({ every: z.literal('month'), day: z.number().int().min(1).max(31), at: timeOfDay }),
    z.object({
      every: z.literal('cron'),
      cron: z.string().min(1, 'Write a cron expression, for example 0 9 * * 1-5.'),
    }),
  ]),
)
export type Schedule = z.infer<typeof Schedule>

/** The cron expression (five fields: minute hour day month weekday) that says the same. */
export function cronOf(schedule: Schedule): string {
  switch (schedule.every) {
    case 'minutes':
      return `*/${schedule.minutes} * * * *`
    case 'hour':
      return `${schedule.minute} * * * *`
    case 'day':
      return `${clock(schedule.at)} * * *`
    case 'week':
      return `${clock(schedule.at)} * * ${schedule.weekdays.toSorted((a, b) => a - b).join(',')}`
    case 'month':
      return `${clock(schedule.at)} ${schedule.day} * *`
    case 'cron':
      return schedule.cron.trim()
  }
}

function clock(at: string) {
  const [hour, minute] = at.split(':')
  return `${Number(minute)} ${Number(hour)}`
}
