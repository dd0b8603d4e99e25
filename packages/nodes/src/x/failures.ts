import { Failure } from '@tailorbird/flow/node/failure'
import { ApiResponseError } from 'twitter-api-v2'

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
  if (code >= 500) return unanswered(`X had a fault of its own (${code}).`, called, error)
  if (code === 401) {
    return new Failure({
      code: 'x.unauthorized',
      message: `X no longer accepts the connection @${called.username}.`,
      hint: 'Reconnect it under Connections. The run goes on by itself afterwards.',
      waitsForConnection: called.connectionId,
      cause: error,
    })
  }
  if (code === 402) {
    return new Failure({
      code: 'x.no-credits',
      message: 'The X app has no credits left, or has reached its spending limit.',
      hint: `X says: ${detail} The owner of the X app must add credits in X's developer portal.`,
      cause: error,
    })
  }
  const known = KNOWN.find(({ says }) => says.test(detail))
  return new Failure({
    code: known?.code ?? (code === 403 ? 'x.forbidden' : 'x.refused'),
    message: known?.message ?? `X refused this (${code}): ${detail}`,
    ...(known && 'stopsAccount' in known && { stopsAccount: true }),
    ...((known?.hint ?? (code === 403 && detail === 'Forbidden')) && { hint: known?.hint ?? SCOPE_HINT }),
    cause: error,
  })
}

const SCOPE_HINT =
  'X gives no reason. Most often the connection was not allowed this: reconnect it and allow everything it asks for.'

const KNOWN = [
  {
    says: /duplicate content/i,
    code: 'x.duplicate',
    message: 'X refuses this post because the account has just posted the same text.',
    hint: 'Change the text, for example by adding a data pill that differs each time.',
  },
  {
    says: /text is too long/i,
    code: 'x.too-long',
    message: 'X says that the post is too long.',
    hint: 'Shorten the text.',
  },
  {
    says: /media IDs are invalid/i,
    code: 'x.media-invalid',
    message: 'X does not accept the uploaded media for this post.',
    hint: 'The file may be damaged, of a kind X does not take, or the media alias may lead to another account than the message alias.',
  },
  // The sentences of X's error codes 64 and 326: everything else the account would write fails the same way.
  {
    says: /account is suspended/i,
    code: 'x.suspended',
    message: 'X has suspended this account.',
    hint: 'Sign in at X and see what it asks for, then let the account post again under Connections.',
    stopsAccount: true,
  },
  {
    says: /temporarily locked/i,
    code: 'x.locked',
    message: 'X has locked this account for now.',
    hint: 'Sign in at X and unlock it, then let the account post again under Connections.',
    stopsAccount: true,
  },
  {
    says: /not permitted to perform this action/i,
    code: 'x.restricted',
    message: 'X does not permit this account to do that at the moment.',
    hint: 'X limits accounts it suspects of spam. Sign in at X and look for a notice.',
  },
  {
    says: /oauth1 app permissions/i,
    code: 'x.permissions',
    message: 'The four keys of this connection only allow reading.',
    hint: "Give the app read and write permission in X's developer portal, generate new access tokens there, and connect again.",
  },
  {
    says: /have not been mentioned|not allowed because/i,
    code: 'x.not-summoned',
    message: 'X allows this only when the author has mentioned or quoted your account.',
    hint: undefined,
  },
] as const

function rateLimited(error: ApiResponseError, { now }: Called): Failure {
  const resets = [error.rateLimit?.day, error.rateLimit?.userDay, error.rateLimit]
    .filter((limit) => limit !== undefined && limit.remaining === 0)
    .map((limit) => (limit?.reset ?? 0) * 1000)
  const retryAt = new Date(Math.max(now.getTime() + 1000, ...(resets.length > 0 ? resets : [now.getTime() + 60_000])))
  return new Failure({
    code: 'x.rate-limit',
    message: 'X allows no more calls of this kind for now.',
    hint: 'The run waits and goes on by itself.',
    retryAt,
    retryReason: 'rate limit',
    cause: error,
  })
}

function fromNetwork(error: unknown, called: Called): Failure {
  const cause = causeOf(error)
  if (cause?.code !== undefined && NEVER_ARRIVED.has(cause.code)) {
    return new Failure({
      code: 'x.unreachable',
      message: 'X cannot be reached from here.',
      hint: 'Check the network of this server. It is tried again for a while.',
      retryAt: called.now,
      cause: error,
    })
  }
  if (!cause && !(error instanceof Error && /timeout|timed out|aborted|hang up/i.test(error.message))) throw error
  return unanswered('The connection to X broke off before it answered.', called, error)
}

/** Errors before anything was sent: the call surely had no effect. */
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

function unanswered(message: string, { effect, now }: Called, cause: unknown): Failure {
  return effect === 'writes'
    ? new Failure({
        code: 'x.no-answer',
        message,
        hint: 'We look on X whether it was done before anything is sent again.',
        outcome: 'unknown',
        cause,
      })
    : new Failure({ code: 'x.no-answer', message, hint: 'It is tried again for a while.', retryAt: now, cause })
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
