import type { FailureData } from '@tailorbird/flow/node/failure'
import type { AccountLimits } from './account-limits.ts'

export type LimitReason = 'paused' | 'held' | 'per day' | 'spacing' | 'at once'

/** Why a write waits, for the run view. */
export function limitReason(because: LimitReason, limits: AccountLimits & { username: string }): FailureData {
  const account = `@${limits.username}`
  switch (because) {
    case 'paused': {
      const { by, why } = limits.paused ?? { by: null, why: null }
      return {
        code: 'account.paused',
        message: `Posting as ${account} is paused${by === null ? '' : ` by ${by}`}.${why ? ` ${why}` : ''}`,
        hint: 'Nothing is lost: it goes on once somebody lets the account post again, under Connections.',
      }
    }
    case 'held':
      return {
        code: 'account.rate-limit',
        message: limits.heldWhy ?? `X takes nothing more from ${account} for now.`,
        hint: 'It goes on by itself.',
      }
    case 'per day':
      return {
        code: 'account.per-day',
        message: `${account} may post ${counted(limits.perDay ?? 0, 'time')} in 24 hours, and has.`,
        hint: LIMIT_HINT,
      }
    case 'spacing':
      return {
        code: 'account.spacing',
        message: `${account} lets ${inWords(limits.secondsBetween ?? 0)} pass between two posts.`,
        hint: LIMIT_HINT,
      }
    case 'at once':
      return {
        code: 'account.at-once',
        message: `${counted(limits.atOnce ?? 0, 'post')} of ${account} may be on the way at the same time; others are in front.`,
        hint: LIMIT_HINT,
      }
  }
}

const LIMIT_HINT = 'It goes on by itself. The limit can be changed under Connections.'

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

function inWords(seconds: number): string {
  if (seconds % 3600 === 0) return counted(seconds / 3600, 'hour')
  return seconds % 60 === 0 ? counted(seconds / 60, 'minute') : counted(seconds, 'second')
}
