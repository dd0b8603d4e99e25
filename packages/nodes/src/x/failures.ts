import { Failure } from '@tailorbird/flow/node/failure'
import type { Said } from '@tailorbird/flow/words/said'
import { ApiResponseError } from 'twitter-api-v2'
import { said } from './words.ts'

interface Called {
  /** `writes`: when nobody knows whether X did it, say so instead of trying again. */
  effect: 'reads' | 'writes'
  username: string
  connectionId: string
  now: Date
}

/** What X answered, as a failure that says what to do. Sources: X's error bodies and rate-limit headers. */
export function asXFailure(error: unknown, called: Called): Failure {
  if (error instanceof Failure) return error
  return error instanceof ApiResponseError ? fromAnswer(error, called) : fromNetwork(error, called)
}

function fromAnswer(error: ApiResponseError, called: Called): Failure {
  const { code, data } = error
  const detail = detailOf(data)
  if (code === 429) return rateLimited(error, called)
  if (code >= 500) return unanswered(said('x.fault', { status: code }), called, error)
  if (code === 401) {
    const { username, connectionId: waitsForConnection } = called
    return new Failure(said('x.unauthorized', { username }), { waitsForConnection, cause: error })
  }
  if (code === 402) return new Failure(said('x.no-credits', { detail }), { cause: error })
  const known = KNOWN.find(({ says }) => says.test(detail))
  if (known) return new Failure(known.told, { stopsAccount: known.stopsAccount, cause: error })
  if (/invalid-request$/.test(data?.type ?? ''))
    return new Failure(said('x.invalid-request', { detail }), { cause: error })
  if (code !== 403) return new Failure(said('x.refused', { status: code, detail }), { cause: error })
  const next = detail === 'Forbidden' ? said('x.no-reason') : said('x.see-reason')
  return new Failure(said('x.forbidden', { status: code, detail, next }), { cause: error })
}

/** Refusals that X tells apart by their sentence alone. */
const KNOWN: readonly { says: RegExp; told: Said; stopsAccount?: true }[] = [
  { says: /duplicate content/i, told: said('x.duplicate') },
  { says: /text is too long/i, told: said('x.too-long') },
  { says: /media IDs are invalid/i, told: said('x.media-invalid') },
  // The sentences of X's error codes 64 and 326: everything else the account would write fails the same way.
  { says: /account is suspended/i, told: said('x.suspended'), stopsAccount: true },
  { says: /temporarily locked/i, told: said('x.locked'), stopsAccount: true },
  { says: /not permitted to perform this action/i, told: said('x.restricted') },
  { says: /oauth1 app permissions/i, told: said('x.permissions') },
  { says: /have not been mentioned|not allowed because/i, told: said('x.not-summoned') },
  { says: /attempted to reply to a \w+ that is deleted or not visible/i, told: said('x.reply-gone') },
  { says: /do not have permission to DM/i, told: said('x.no-messages') },
  { says: /this operation is not permitted/i, told: said('x.not-possible') },
  { says: /not authorized to delete/i, told: said('x.not-owner') },
  { says: /already retweeted|already reposted/i, told: said('x.reposted-already') },
  { says: /must be the same as the authenticating user/i, told: said('x.other-account') },
  { says: /'since_id' must be a \w+ id created after/i, told: said('x.too-long-ago') },
  { says: /is forbidden for this endpoint/i, told: said('x.kind-of-sign-in') },
  { says: /not enrolled for this endpoint/i, told: said('x.not-enrolled') },
]

function rateLimited(error: ApiResponseError, { now }: Called): Failure {
  const resets = [error.rateLimit?.day, error.rateLimit?.userDay, error.rateLimit]
    .filter((limit) => limit !== undefined && limit.remaining === 0)
    .map((limit) => (limit?.reset ?? 0) * 1000)
  const retryAt = new Date(Math.max(now.getTime() + 1000, ...(resets.length > 0 ? resets : [now.getTime() + 60_000])))
  return new Failure(said('x.rate-limit'), { retryAt, retryReason: 'rate limit', cause: error })
}

function fromNetwork(error: unknown, called: Called): Failure {
  const cause = causeOf(error)
  if (cause?.code !== undefined && NEVER_ARRIVED.has(cause.code)) {
    return new Failure(said('x.unreachable'), { retryAt: called.now, cause: error })
  }
  if (!cause && !(error instanceof Error && /timeout|timed out|aborted|hang up/i.test(error.message))) throw error
  return unanswered(said('x.broke-off'), called, error)
}

/** Errors before anything was sent: the call surely had no effect. */
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

function unanswered(why: Said, { effect, now }: Called, cause: unknown): Failure {
  return effect === 'writes'
    ? new Failure(said('x.no-answer', { why, next: said('x.looks-first') }), { outcome: 'unknown', cause })
    : new Failure(said('x.no-answer', { why, next: said('x.tries-again') }), { retryAt: now, cause })
}

/** The library keeps the cause of a failed request in `_options.error`; its getter `requestError` is always undefined. */
function causeOf(error: unknown): { code?: string } | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('_options' in error) {
    const options = error._options as { error?: { code?: string }; responseError?: { code?: string } }
    return options.error ?? options.responseError
  }
  return 'code' in error && typeof error.code === 'string' ? { code: error.code } : undefined
}

function detailOf(data: ApiResponseError['data']): string {
  const inner = data?.errors?.[0]
  const message = inner && 'message' in inner ? inner.message : inner?.errors?.[0]?.message
  return message ?? data?.detail ?? data?.title ?? 'no reason given'
}
