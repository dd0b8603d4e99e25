import { type Schedule, cronsOf } from '@tailorbird/flow/fields/schedule'
import { Failure } from '@tailorbird/flow/node/failure'
import parser from 'cron-parser'
import { repeatedAfter } from './repeated-fires.ts'

/** The next `count` times a schedule fires after `after`, in order; fewer when it ends. Across the change to and from
 *  summer time each planned time fires once. Throws `Failure` naming the field `schedule` when it makes no sense. */
export function nextFires(schedule: Schedule, after: Date, count: number): Date[] {
  const { timeZone } = schedule
  if (!isTimeZone(timeZone)) throw wrong(`"${timeZone}" is not a time zone. Choose one like Europe/Vienna.`)
  if (schedule.every === 'once') {
    const at = new Date(schedule.moment)
    return at > after ? [at] : []
  }
  if (schedule.every === 'repeat') return repeatedAfter({ ...schedule, from: new Date(schedule.from) }, after, count)
  const fires = cronsOf(schedule).flatMap((cron) => cronFires(cron, timeZone, after, count))
  const once = new Map(fires.map((fire) => [fire.getTime(), fire]))
  return [...once.values()].toSorted((a, b) => a.getTime() - b.getTime()).slice(0, count)
}

function cronFires(cron: string, timeZone: string, after: Date, count: number): Date[] {
  if (cron.split(/\s+/).length !== 5)
    throw wrong('A cron expression has five parts: minute, hour, day, month, weekday.')
  try {
    const fires = parser.parseExpression(cron, { currentDate: after, tz: timeZone })
    return Array.from({ length: count }, () => fires.next().toDate())
  } catch (cause) {
    throw wrong(
      `The schedule "${cron}" cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    )
  }
}

/** At most this many missed times are counted: a schedule of each minute, asleep for a day and a half. */
const MOST_MISSED = 2_000
const BATCH = 50

/** Every time a schedule fires after `after` and not later than `until`; of very many only the latest. */
export function firesBetween(schedule: Schedule, after: Date, until: Date): Date[] {
  const fires: Date[] = []
  for (let from = after, size = 2; ; size = BATCH) {
    const batch = nextFires(schedule, from, size)
    fires.push(...batch.filter((fire) => fire <= until))
    const last = batch.at(-1)
    if (!last || last > until || batch.length < size) return fires.slice(-MOST_MISSED)
    from = last
  }
}

function isTimeZone(name: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const wrong = (message: string, cause?: unknown) =>
  new Failure({ code: 'schedule.wrong', message, field: 'schedule', cause })
