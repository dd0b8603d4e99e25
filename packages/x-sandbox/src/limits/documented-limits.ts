/** Requests allowed: per user and per app in 15 minutes, per user and per app in 24 hours. */
export interface Limit {
  user?: number
  app?: number
  userDay?: number
  appDay?: number
}

const read = { user: 900, app: 300 }
const engagement = { user: 75, app: 75 }
const dmWrite = { user: 15, userDay: 1440, appDay: 1440 }
const chunked = { user: 1875, appDay: 180_000 }

/**
 * X's rate limit page of 2026-08-22, one table for all plans. Live values differ by plan,
 * so clients must read the headers; this is only what the sandbox starts with.
 */
export const documentedLimits: Readonly<Record<string, Limit>> = {
  'POST /2/tweets': { user: 100, appDay: 10_000 },
  'DELETE /2/tweets/:id': { user: 50 },
  'GET /2/tweets': { user: 5000, app: 3500 },
  'GET /2/tweets/:id': { user: 900, app: 450 },
  'GET /2/users/me': { user: 75 },
  'GET /2/users/:id': read,
  'GET /2/users': read,
  'GET /2/users/by': read,
  'GET /2/users/by/username/:username': read,
  'GET /2/users/:id/tweets': { user: 900, app: 10_000 },
  'GET /2/users/:id/mentions': { user: 300, app: 450 },
  'GET /2/users/:id/timelines/reverse_chronological': { user: 180 },
  'GET /2/tweets/search/recent': { user: 300, app: 450 },
  'GET /2/tweets/:id/liking_users': engagement,
  'GET /2/users/:id/liked_tweets': engagement,
  'POST /2/users/:id/likes': { user: 50, userDay: 1000 },
  'DELETE /2/users/:id/likes/:tweet_id': { user: 50, userDay: 1000 },
  'GET /2/tweets/:id/retweeted_by': engagement,
  'GET /2/tweets/:id/quote_tweets': engagement,
  'POST /2/users/:id/retweets': { user: 50 },
  'DELETE /2/users/:id/retweets/:source_tweet_id': { user: 50 },
  'GET /2/dm_events': { user: 15 },
  'GET /2/dm_events/:event_id': { user: 15 },
  'GET /2/dm_conversations/:id/dm_events': { user: 15 },
  'GET /2/dm_conversations/with/:participant_id/dm_events': { user: 15 },
  'POST /2/dm_conversations': dmWrite,
  'POST /2/dm_conversations/with/:participant_id/messages': dmWrite,
  'POST /2/dm_conversations/:dm_conversation_id/messages': dmWrite,
  'DELETE /2/dm_events/:event_id': { user: 300, userDay: 1500, appDay: 4000 },
  'POST /2/media/upload': { user: 500, appDay: 50_000 },
  'GET /2/media/upload': { user: 1000, appDay: 100_000 },
  'POST /2/media/upload/initialize': chunked,
  'POST /2/media/upload/:id/append': chunked,
  'POST /2/media/upload/:id/finalize': chunked,
  'POST /2/media/metadata': { user: 500, appDay: 50_000 },
}
