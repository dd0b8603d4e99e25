import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { type Context, defineTrigger } from '@tailorbird/flow/node/node-type'
import type { TweetV2 } from 'twitter-api-v2'
import { z } from 'zod'
import { type XAccount, xAccount } from './account.ts'
import { said } from './words.ts'

const params = {
  account: field.alias({
    label: 'Look as',
    hint: 'The account whose connection reads the posts.',
    opens: xAccount,
    scopes: ['tweet.read', 'users.read'],
    initial: 'x_message',
  }),
  username: field.text({
    label: 'Account to watch',
    placeholder: '@handle',
    pattern: { source: '^@?[A-Za-z0-9_]{1,15}$', says: 'A handle of X has up to 15 letters, digits and _.' },
  }),
  seconds: field.number({ label: 'Look every', unit: 'seconds', min: 5, max: 86_400, integer: true, initial: 60 }),
  excludeReplies: field.yesNo({ label: 'Leave out replies', optional: true, initial: true }),
  excludeReposts: field.yesNo({ label: 'Leave out reposts', optional: true, initial: true }),
}

const output = {
  id: field.text({ label: 'Post id' }),
  text: field.text({ label: 'Text' }),
  edit_history_tweet_ids: field.list({ label: 'Edit history', of: field.text({ label: 'Post id' }) }),
  createdAt: field.moment({ label: 'Posted at' }),
  username: field.text({ label: 'Handle of the author' }),
  url: field.text({ label: 'Link to the post' }),
}

/** How far has been looked. Kept as JSON; `sinceId` is empty while the account has no post. */
const Cursor = z.object({ userId: z.string(), username: z.string(), sinceId: z.string() })
type Cursor = z.infer<typeof Cursor>

/** X keeps at most 3,200 posts of a timeline within reach, 100 a page. */
const MOST_PAGES = 32

export const newPost = defineTrigger({
  type: 'x.new-post',
  title: 'New Post',
  summary: 'Starts a run for each new post of an account on X.',
  group: 'X',
  icon: 'x',
  keywords: ['tweet', 'watch', 'poll', 'follow', 'user'],
  sentence: 'When @{username} posts',
  source: 'poll',
  actsAs: 'account',
  params,
  output,
  interval: ({ seconds }) => seconds,
  shownCursor: (kept) => read(kept)?.sinceId ?? '',
  movedCursor: movedTo,

  /** Asks with `since_id`, reads every page and hands out the oldest first, so that nothing is lost or seen twice. */
  async poll(context, kept) {
    const { account } = context.params
    const username = context.params.username.replace(/^@/, '')
    const cursor = read(kept)
    if (!cursor || cursor.username.toLowerCase() !== username.toLowerCase())
      return { events: [], cursor: JSON.stringify(await begin(account, username)) }
    const posts = await postsSince(account, cursor, context.params)
    const newest = posts.at(-1)?.id ?? cursor.sinceId
    return {
      events: posts.map((post) => ({ key: post.id, data: asEvent(post, account, cursor) })),
      cursor: JSON.stringify({ ...cursor, sinceId: newest }),
    }
  },
})

function read(kept: string | undefined): Cursor | undefined {
  return kept === undefined ? undefined : Cursor.safeParse(JSON.parse(kept)).data
}

/** What is known of the account stays; only how far its posts have been seen changes. */
function movedTo(kept: string | undefined, sinceId: string): string {
  const cursor = read(kept)
  if (!cursor) {
    throw new Failure(said('trigger.not-begun'))
  }
  return JSON.stringify({ ...cursor, sinceId })
}

/** The first look only finds where to begin: what was posted before the flow was enabled starts nothing. */
async function begin(account: XAccount, username: string): Promise<Cursor> {
  const { data: user } = await account.call('reads', (x) => x.v2.userByUsername(username))
  if (!user) {
    throw new Failure(said('x.no-user', { username }), { field: 'username' })
  }
  const latest = await account.call('reads', (x) => x.v2.userTimeline(user.id, { max_results: 5 }))
  return { userId: user.id, username, sinceId: highest(latest.tweets.map(({ id }) => id)) }
}

async function postsSince(
  account: XAccount,
  { userId, sinceId }: Cursor,
  wanted: Context<typeof params>['params'],
): Promise<TweetV2[]> {
  const exclude: ('replies' | 'retweets')[] = []
  if (wanted.excludeReplies) exclude.push('replies')
  if (wanted.excludeReposts) exclude.push('retweets')
  return account.call('reads', async (x) => {
    const page = await x.v2.userTimeline(userId, {
      max_results: 100,
      ...(sinceId !== '' && { since_id: sinceId }),
      ...(exclude.length > 0 && { exclude }),
      'tweet.fields': ['created_at', 'edit_history_tweet_ids'],
    })
    // Asking on when it is done would fetch, and pay for, the first page again.
    for (let pages = 1; !page.done && pages < MOST_PAGES; pages++) await page.fetchNext()
    return page.tweets.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  })
}

const asEvent = (
  { id, text, edit_history_tweet_ids, created_at }: TweetV2,
  account: XAccount,
  { username }: Cursor,
) => ({
  id,
  text: text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'),
  edit_history_tweet_ids: edit_history_tweet_ids ?? [id],
  createdAt: created_at ?? '',
  username,
  url: account.linkTo(id, username),
})

const highest = (ids: string[]) => ids.reduce((most, id) => (most === '' || BigInt(id) > BigInt(most) ? id : most), '')
