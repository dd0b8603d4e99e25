import { failureInEnglish } from '@tailorbird/flow/testing/in-english'
import { ApiResponseError } from 'twitter-api-v2'
import { expect, test } from 'vitest'
import { asXFailure } from './failures.ts'
import { words } from './words.ts'

interface Refusal {
  status: number
  detail: string
  /** What stands in `errors` beside a detail that says nothing. */
  message?: string
  /** The end of the problem's type. */
  type?: string
  code: string
}

const INVALID = { status: 400, detail: 'One or more parameters to your request was invalid.', type: 'invalid-request' }

/** The refusals of X that a node can meet, as X words them, and what is told of each. */
const REFUSALS: readonly Refusal[] = [
  { status: 401, detail: 'Unauthorized', code: 'x.unauthorized' },
  {
    status: 403,
    detail:
      'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].',
    type: 'unsupported-authentication',
    code: 'x.kind-of-sign-in',
  },
  { status: 403, detail: 'Forbidden', code: 'x.forbidden' },
  {
    status: 403,
    detail: 'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
    type: 'oauth1-permissions',
    code: 'x.permissions',
  },
  { status: 403, detail: 'You are not allowed to create a Tweet with duplicate content.', code: 'x.duplicate' },
  { status: 403, detail: 'You are not permitted to perform this action.', code: 'x.restricted' },
  {
    status: 403,
    detail:
      'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
    code: 'x.not-summoned',
  },
  {
    status: 403,
    detail:
      'Quoting this post is not allowed because you have not been mentioned or are not part of the conversation thread of the post you are quoting.',
    code: 'x.not-summoned',
  },
  {
    status: 403,
    detail: 'You attempted to reply to a Tweet that is deleted or not visible to you.',
    code: 'x.reply-gone',
  },
  { status: 403, detail: 'You do not have permission to DM one or more participants.', code: 'x.no-messages' },
  { status: 403, detail: 'This operation is not permitted.', code: 'x.not-possible' },
  { status: 403, detail: 'You are not authorized to delete this Tweet.', code: 'x.not-owner' },
  {
    status: 403,
    detail: 'This app is not enrolled for this endpoint.',
    type: 'client-forbidden',
    code: 'x.not-enrolled',
  },
  { ...INVALID, message: 'Your Tweet text is too long.', code: 'x.too-long' },
  {
    ...INVALID,
    message: 'The `max_results` query parameter value [4] is not between 5 and 100',
    code: 'x.invalid-request',
  },
  { ...INVALID, message: 'Your media IDs are invalid.', code: 'x.media-invalid' },
  { ...INVALID, message: 'You cannot retweet a Tweet that you have already retweeted.', code: 'x.reposted-already' },
  {
    ...INVALID,
    message: 'The `id` query parameter value [1] must be the same as the authenticating user [2]',
    code: 'x.other-account',
  },
  {
    ...INVALID,
    message: "'since_id' must be a tweet id created after 2026-07-31T11:45Z.",
    code: 'x.too-long-ago',
  },
  {
    status: 402,
    detail: 'Your enrolled account [1] does not have any credits to fulfill this request.',
    code: 'x.no-credits',
  },
  { status: 402, detail: 'credits depleted', type: 'credits-depleted', code: 'x.no-credits' },
  { status: 429, detail: 'Too Many Requests', code: 'x.rate-limit' },
  { status: 503, detail: 'Service Unavailable', code: 'x.no-answer' },
]

test.each(REFUSALS)('$status $code: a sentence of ours and a next step', ({ code, ...refusal }) => {
  const { data } = asXFailure(answerOf(refusal), {
    ...{ effect: 'reads', username: 'ada', connectionId: 'c1', now: new Date() },
  })
  expect(data.code).toBe(code)
  const { message, hint } = failureInEnglish(data, words)
  expect(message).toMatch(/^[A-Z].*\S$/)
  expect(hint).toMatch(/^[A-Z].*\.$/)
  // X's own words are told where they are the reason, and nowhere else.
  const isRaw = ['x.invalid-request', 'x.forbidden', 'x.no-credits'].includes(code)
  if (!isRaw) expect(`${message} ${hint}`).not.toContain(refusal.message ?? refusal.detail)
})

function answerOf({ status, detail, message, type = 'about:blank' }: Omit<Refusal, 'code'>): ApiResponseError {
  const errors = message === undefined ? {} : { errors: [{ message, parameters: {} }] }
  return new ApiResponseError('refused', {
    ...{ code: status, request: {} as never, response: {} as never, headers: {} },
    ...{
      data: { title: '', detail, type: `https://api.x.com/2/problems/${type}`, ...errors } as never,
      rateLimit: undefined,
    },
  } as never)
}
