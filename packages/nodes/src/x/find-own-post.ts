import type { Doubt, Verdict } from '@tailorbird/flow/node/node-type'
import { countPost } from '@tailorbird/x-rules/post-text'
import type { TweetV2 } from 'twitter-api-v2'
import type { XAccount } from './account.ts'
import { said } from './words.ts'

export interface PostIntent {
  body: { text?: string; media?: { media_ids: string[] }; reply?: { in_reply_to_tweet_id: string } }
  /** The address of a post of the account, up to its id. */
  postsAt?: string
}

/** Clocks differ: a post may carry a time a little before our intent. Milliseconds. */
const CLOCK_SKEW_MS = 60_000
const MOST_PAGES = 5

/** Looks among the account's own latest posts for one that must be ours: the same text, the same number of media,
 *  made since the intent, and known to no other step. */
export async function findOwnPost(
  account: XAccount,
  { intent, since, claimed }: Doubt<PostIntent>,
): Promise<Verdict<TweetV2>> {
  const timeline = await account.call('reads', async (x) => {
    const page = await x.v2.userTimeline(account.id, {
      max_results: 100,
      start_time: new Date(since.getTime() - CLOCK_SKEW_MS).toISOString(),
      'tweet.fields': ['created_at', 'entities', 'attachments', 'edit_history_tweet_ids'],
    })
    for (let pages = 1; !page.done && pages < MOST_PAGES; pages++) await page.fetchNext()
    return { posts: page.tweets, complete: page.done }
  })
  const wanted = fingerprint(intent)
  const alike = timeline.posts.filter((post) => sameFingerprint(fingerprintOf(post), wanted))
  const taken = alike.length > 0 ? await claimed(alike.map(({ id }) => id)) : new Set<string>()
  // Newest first on the wire: the oldest that nobody has claimed is ours.
  const found = alike.filter(({ id }) => !taken.has(id)).at(-1)
  if (found) return { found }
  return timeline.complete ? { missing: true } : { unclear: said('x.too-many-posts') }
}

interface Fingerprint {
  words: string
  links: number
  media: number
}

function fingerprint({ body }: PostIntent): Fingerprint {
  const text = body.text ?? ''
  const { links } = countPost(text)
  return { words: bare(text, links), links: links.length, media: body.media?.media_ids.length ?? 0 }
}

/** X answers with `&amp;` and the like, every link as a t.co address, and one more such address for media. */
function fingerprintOf(post: TweetV2): Fingerprint {
  const urls = post.entities?.urls ?? []
  const own = urls.filter(({ expanded_url }) => !/\/(photo|video)\/\d+$/.test(expanded_url))
  const text = unescape(post.text)
  return {
    words: bare(text, countPost(text).links),
    links: own.length,
    media: post.attachments?.media_keys?.length ?? 0,
  }
}

const sameFingerprint = (a: Fingerprint, b: Fingerprint) =>
  a.words === b.words && a.links === b.links && a.media === b.media

function bare(text: string, links: readonly string[]) {
  return links
    .reduce((rest, link) => rest.replace(link, ' '), text)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}

const unescape = (text: string) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
