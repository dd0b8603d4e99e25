import type { FailureData } from '@tailorbird/flow/node/failure'
import type { Said } from '@tailorbird/flow/words/said'
import type { AccountLimits } from './account-limits.ts'
import { saidIn } from '../../words/kept.ts'
import { said } from '../../words/said.ts'

export type LimitReason = 'paused' | 'held' | 'per day' | 'spacing' | 'at once'

/** Why a write waits, for the run view. */
export function limitReason(because: LimitReason, limits: AccountLimits & { username: string }): FailureData {
  const { username } = limits
  switch (because) {
    case 'paused':
      return said('account.paused', { paused: paused(limits) })
    case 'held': {
      const { heldWhy } = limits
      const why = heldWhy === undefined ? said('account.held', { username }) : saidIn(heldWhy)
      return said('account.rate-limit', { why })
    }
    case 'per day':
      return said('account.per-day', { username, times: limits.perDay ?? 0 })
    case 'spacing':
      return said('account.spacing', { username, seconds: limits.secondsBetween ?? 0 })
    case 'at once':
      return said('account.at-once', { username, posts: limits.atOnce ?? 0 })
  }
}

function paused({ username, paused: found }: AccountLimits & { username: string }): Said {
  const why = found?.why ? saidIn(found.why) : undefined
  const by = found?.by ?? null
  return by === null
    ? said('account.paused-by-itself', { username, why })
    : said('account.paused-by', { username, by, why })
}
