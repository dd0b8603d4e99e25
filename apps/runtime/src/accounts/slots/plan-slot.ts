import type { PostingLimits } from '../limits/account-limits.ts'

export interface Queue {
  /** When the latest posts went, in any order; at least as many as are allowed per day. */
  started: readonly Date[]
  /** How many wait in front. */
  ahead: number
}

/** The window of the limit per day. Milliseconds. */
export const DAY_MS = 24 * 3600 * 1000

/** When a write may go that has so many in front of it, if each goes as early as it may. Never before `now`. Pure. */
export function planSlot({ perDay, secondsBetween }: PostingLimits, { started, ahead }: Queue, now: Date): Planned {
  const times = started.map((at) => at.getTime()).toSorted((a, b) => a - b)
  let planned: Planned = { at: now }
  for (let place = 0; place <= ahead; place++) {
    const spaced = secondsBetween === null ? 0 : (times.at(-1) ?? -Infinity) + secondsBetween * 1000
    const within = perDay === null ? 0 : (times.at(-perDay) ?? -Infinity) + DAY_MS
    const at = Math.max(now.getTime(), spaced, within)
    planned = { at: new Date(at), ...(at > now.getTime() && { because: within >= spaced ? 'per day' : 'spacing' }) }
    times.push(at)
  }
  return planned
}

export interface Planned {
  at: Date
  /** The limit that holds it back, unless it may go now. */
  because?: 'per day' | 'spacing'
}
