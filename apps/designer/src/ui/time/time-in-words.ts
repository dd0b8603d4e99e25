const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "in 1 h 58 min", "3 min ago", "just now"; far away it is the date. */
export function timeInWords(moment: Date, now: Date): string {
  const distance = moment.getTime() - now.getTime()
  const amount = Math.abs(distance)
  // What has happened may be a breath ahead of this clock when the server's goes differently.
  if (amount < 10_000) return distance > 3_000 ? 'in a moment' : 'just now'
  if (amount > 30 * DAY) return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(moment)
  const words = span(amount)
  return distance > 0 ? `in ${words}` : `${words} ago`
}

/** A length of time with its units: "42 s", "3 min", "1 h 58 min", "2 days". */
export function span(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.round(milliseconds / 1000)} s`
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`
  if (milliseconds < DAY) {
    const hours = Math.floor(milliseconds / HOUR)
    const minutes = Math.floor((milliseconds % HOUR) / MINUTE)
    return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`
  }
  const days = Math.floor(milliseconds / DAY)
  return days === 1 ? '1 day' : `${days} days`
}

/** The exact time in the viewer's zone, with the zone named. */
export const exactTime = (moment: Date) =>
  new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(moment)
