import parser from 'cron-parser'

/** Between `after` and `fire` a cron expression does not fire. */
interface Gap {
  after: number
  fire: number
}

/** Reading a cron expression through a whole day takes milliseconds, and at nine o'clock thousands of schedules ask for the
 *  same next time: what was found is kept for as many expressions. */
const MOST_KEPT = 2_000
/** A schedule asks from its last time and from now. */
const GAPS_EACH = 3
const known = new Map<string, Gap[]>()

/** The next time a cron expression fires after `after`. Throws when it cannot be read, or never fires. */
export function nextCron(cron: string, timeZone: string, after: Date): Date {
  const key = `${timeZone} ${cron}`
  const at = after.getTime()
  const gaps = known.get(key) ?? []
  const gap = gaps.find((each) => each.after <= at && at < each.fire)
  if (gap) return new Date(gap.fire)
  const fire = parser.parseExpression(cron, { currentDate: after, tz: timeZone }).next().toDate()
  known.set(key, [{ after: at, fire: fire.getTime() }, ...gaps].slice(0, GAPS_EACH))
  const [oldest] = known.keys()
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest)
  return fire
}
