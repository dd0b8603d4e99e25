import parser from 'cron-parser'

interface Repeat {
  count: number
  unit: 'minutes' | 'hours' | 'days'
  /** The first time. */
  from: Date
  timeZone: string
}

const MINUTE = 60_000
const DAY = 86_400_000
const LENGTH = { minutes: MINUTE, hours: 60 * MINUTE, days: DAY }

/** The next times after `after` of what is repeated since a moment. Minutes and hours are lengths; a day keeps its time
 *  of day in the zone, so that across the change of the clocks 09:00 stays 09:00. */
export function repeatedAfter(repeat: Repeat, after: Date, most: number): Date[] {
  const { count, unit, from } = repeat
  const length = count * LENGTH[unit]
  const passed = (after.getTime() - from.getTime()) / length
  // A day of summer time is an hour short or long: begin a turn early, and pass over what is not later.
  const first = Math.max(0, Math.floor(passed) - 1)
  const fires = Array.from({ length: most + 3 }, (_, index) =>
    unit === 'days' ? sameTimeOn(repeat, first + index) : new Date(from.getTime() + (first + index) * length),
  )
  return fires.filter((fire) => fire > after).slice(0, most)
}

function sameTimeOn({ count, from, timeZone }: Repeat, turn: number): Date {
  if (turn === 0) return from
  // Swedish writes dates and times as ISO 8601 does.
  const [date = '', time = ''] = from.toLocaleString('sv-SE', { timeZone }).split(' ')
  const day = new Date(Date.parse(date) + turn * count * DAY)
  const [hour, minute, second] = time.split(':').map(Number)
  const cron = `${second} ${minute} ${hour} ${day.getUTCDate()} ${day.getUTCMonth() + 1} *`
  return parser
    .parseExpression(cron, { currentDate: new Date(day.getTime() - 2 * DAY), tz: timeZone })
    .next()
    .toDate()
}
