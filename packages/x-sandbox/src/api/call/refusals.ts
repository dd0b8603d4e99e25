import { json, Refusal } from '../../http/reply.ts'

// X's own bodies, word for word where they have been seen. `type` still names api.twitter.com on most of them:
// X is in the middle of a move, so clients must compare the end of it only.
const blank = 'about:blank'
const problems = 'https://api.twitter.com/2/problems'

function refuse(status: number, body: object, headers: Record<string, string> = {}): Refusal {
  return new Refusal(json(status, body, headers))
}

function forbidden(detail: string): Refusal {
  return refuse(403, { detail, type: blank, title: 'Forbidden', status: 403 })
}

/** 400 with the message per parameter. The envelope was seen often; the wording varies by parameter. */
export function invalidRequest(message: string, parameters: Record<string, string[]> = {}): Refusal {
  return invalidRequests([{ parameters, message }])
}

export function invalidRequests(errors: readonly { parameters: Record<string, string[]>; message: string }[]): Refusal {
  const detail = 'One or more parameters to your request was invalid.'
  return refuse(400, { errors, title: 'Invalid Request', detail, type: `${problems}/invalid-request` })
}

export const refusals = {
  unauthorized: () => refuse(401, { title: 'Unauthorized', type: blank, status: 401, detail: 'Unauthorized' }),
  /** An app-only bearer where a user is needed. The two spaces are X's. */
  unsupportedAuth: () =>
    refuse(403, {
      title: 'Unsupported Authentication',
      detail:
        'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  ' +
        'Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].',
      type: `${problems}/unsupported-authentication`,
      status: 403,
    }),
  /** X does not say which scope is missing. */
  scopeMissing: () => forbidden('Forbidden'),
  oauth1Permissions: () =>
    refuse(403, {
      title: 'Forbidden',
      detail: 'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
      status: 403,
      type: 'https://api.x.com/2/problems/oauth1-permissions',
    }),
  duplicate: () => forbidden('You are not allowed to create a Tweet with duplicate content.'),
  notPermitted: () => forbidden('You are not permitted to perform this action.'),
  /** The sentences of X's error codes 64 and 326. The envelope of v2 for them has not been seen. */
  suspended: () => forbidden('Your account is suspended and is not permitted to access this feature.'),
  locked: () =>
    forbidden(
      'To protect our users from spam and other malicious activity, this account is temporarily locked. ' +
        'Please log in to https://twitter.com to unlock your account.',
    ),
  replyNotSummoned: () =>
    forbidden(
      'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged ' +
        'by the author of the post you are replying to.',
    ),
  quoteNotAllowed: () =>
    forbidden(
      'Quoting this post is not allowed because you have not been mentioned or are not part of the conversation ' +
        'thread of the post you are quoting.',
    ),
  replyTargetGone: () => forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.'),
  dmNotAllowed: () => forbidden('You do not have permission to DM one or more participants.'),
  dmNotPermitted: () => forbidden('This operation is not permitted.'),
  deleteNotOwner: () => forbidden('You are not authorized to delete this Tweet.'),
  tooLong: (text: string) =>
    invalidRequest(
      'Your Tweet text is too long. For more information on how Twitter determines text length see ' +
        'https://github.com/twitter/twitter-text.',
      { text: [text] },
    ),
  mediaIdsInvalid: (ids: string[]) => invalidRequest('Your media IDs are invalid.', { 'media.media_ids': ids }),
  alreadyReposted: () => invalidRequest('You cannot retweet a Tweet that you have already retweeted.'),
  pathUserMismatch: (id: string, me: string) =>
    invalidRequest(`The \`id\` query parameter value [${id}] must be the same as the authenticating user [${me}]`, {
      id: [id],
    }),
  creditsDepleted: () =>
    refuse(402, {
      detail: 'credits depleted',
      status: 402,
      title: 'Payment Required',
      type: 'https://api.x.com/2/problems/credits-depleted',
    }),
  /** The shape is from the spec; the exact body for a like on a self-serve plan has not been seen. */
  clientNotEnrolled: () =>
    refuse(403, {
      reason: 'client-not-enrolled',
      title: 'Client Forbidden',
      detail: 'This app is not enrolled for this endpoint.',
      type: 'https://api.x.com/2/problems/client-forbidden',
      status: 403,
    }),
  rateLimited: (headers: Record<string, string>) =>
    refuse(429, { title: 'Too Many Requests', detail: 'Too Many Requests', type: blank, status: 429 }, headers),
  unavailable: () =>
    refuse(503, { title: 'Service Unavailable', detail: 'Service Unavailable', type: blank, status: 503 }),
  notFound: () => refuse(404, { title: 'Not Found', detail: 'Not Found', type: blank, status: 404 }),
} as const

type Missing = { resource: 'tweet' | 'user' | 'dm_event'; parameter: string; value: string }

/** One entry of `errors[]` for something that is not there; X sends it with HTTP 200. */
export function notFoundError({ resource, parameter, value }: Missing) {
  return {
    value,
    detail: `Could not find ${resource} with ${parameter}: [${value}].`,
    title: 'Not Found Error',
    resource_type: resource,
    parameter,
    resource_id: value,
    type: `${problems}/resource-not-found`,
  }
}
