const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether there is such a day. `Date.parse` would not say: it takes 30 February for 2 March. */
export function isDate(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const length = month === 2 && isLeap ? 29 : (LENGTHS[month - 1] ?? 0)
  return day >= 1 && day <= length
}

/** Whether a clock can show this; leap seconds are none of our time. */
export const isTime = (hour: number, minute: number, second = 0): boolean => hour <= 23 && minute <= 59 && second <= 59
