import { type Schedule, cronsOf } from '@tailorbird/flow/fields/schedule'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Said } from '@tailorbird/flow/words/said'
import { nextCron } from './cron-fires.ts'
import { repeatedAfter } from './repeated-fires.ts'
import { said } from './words.ts'

/** The next `count` times a schedule fires after `after`, in order; fewer when it ends. Across the change to and from
 *  summer time each planned time fires once. Throws `Failure` naming the field `schedule` when it makes no sense. */
export function nextFires(schedule: Schedule, after: Date, count: number): Date[] {
  const fires: Date[] = []
  for (let fire = nextFire(schedule, after); fire && fires.length < count; fire = nextFire(schedule, fire))
    fires.push(fire)
  return fires
}

/** At most this many missed times are counted: a schedule of each minute, asleep for a day and a half. */
const MOST_MISSED = 2_000

/** Every time a schedule fires after `after` and not later than `until`; of very many only the latest. */
export function firesBetween(schedule: Schedule, after: Date, until: Date): Date[] {
  let fires: Date[] = []
  for (let fire = nextFire(schedule, after); fire && fire <= until; fire = nextFire(schedule, fire)) {
    fires.push(fire)
    const later = fires.length === MOST_MISSED ? beginningOfLatest(fires, until) : fire
    // Counting every minute of years would hold up everything else.
    if (later > fire) [fires, fire] = [[], later]
  }
  return fires.slice(-MOST_MISSED)
}

/** Where about as many fires as these are left until `until`. */
function beginningOfLatest(fires: readonly Date[], until: Date): Date {
  const [first = until, last = until] = [fires[0], fires.at(-1)]
  return new Date(until.getTime() - (last.getTime() - first.getTime()))
}

function nextFire(schedule: Schedule, after: Date): Date | undefined {
  const { timeZone } = schedule
  if (!isTimeZone(timeZone)) throw wrong(said('schedule.no-such-time-zone', { timeZone }))
  if (schedule.every === 'repeat') return repeatedAfter({ ...schedule, from: new Date(schedule.from) }, after, 1)[0]
  const fires =
    schedule.every === 'once'
      ? [new Date(schedule.moment)]
      : cronsOf(schedule).map((cron) => nextOf(cron, timeZone, after))
  return fires.filter((fire) => fire > after).toSorted((a, b) => a.getTime() - b.getTime())[0]
}

function nextOf(cron: string, timeZone: string, after: Date): Date {
  if (cron.split(/\s+/).length !== 5) throw wrong(said('schedule.five-parts'))
  try {
    return nextCron(cron, timeZone, after)
  } catch (cause) {
    const error = cause instanceof Error ? cause.message : String(cause)
    throw wrong(said('schedule.unreadable', { cron, error }), cause)
  }
}

function isTimeZone(name: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const wrong = (why: Said, cause?: unknown) =>
  new Failure(said('schedule.wrong', { wrong: why }), { field: 'schedule', cause })
