import twitterText from 'twitter-text'
import type { Post } from '../../world/post.ts'
import type { World } from '../../world/world.ts'
import { invalidRequest, refusals } from './refusals.ts'

/** Premium accounts may write long posts (X's docs). */
const longPostLimit = 25_000

/**
 * Throws X's 400 when a text is too long or impossible. Length is weighted by X's own `twitter-text`;
 * the names a reply begins with do not count.
 */
export function judgeText(text: string, options: { long: boolean; repliesTo?: Post | undefined; world: World }): void {
  const counted = options.repliesTo ? withoutLeadingNames(text, options.repliesTo, options.world) : text
  if (isShortAndPlain(counted)) return
  const { weightedLength, valid } = twitterText.parseTweet(counted)
  if (weightedLength > (options.long ? longPostLimit : 280)) throw refusals.tooLong(text)
  // The only other reason is a character that no text may hold (U+FFFE, U+FEFF, U+FFFF).
  if (!valid && weightedLength <= 280 && counted) throw invalidRequest('$.text: contains invalid characters')
}

/** Latin letters without a dot cannot be a link or weigh double: their length is their weight. */
function isShortAndPlain(text: string): boolean {
  return text.length <= 280 && /^[\x20-\x2d\x2f-\x7e\n]*$/.test(text)
}

function withoutLeadingNames(text: string, repliesTo: Post, world: World): string {
  const called = [repliesTo.authorId, ...repliesTo.mentionedIds]
  const names = new Set(called.map((id) => world.accounts.byId(id)?.username.toLowerCase()))
  let rest = text
  for (;;) {
    const leading = /^@(\w{1,15})\s+/.exec(rest)
    if (!leading?.[1] || !names.has(leading[1].toLowerCase())) return rest
    rest = rest.slice(leading[0].length)
  }
}

/** A link costs more at X, with or without its scheme. */
export function hasLink(text: string): boolean {
  return text.includes('.') && twitterText.extractUrls(text).length > 0
}

export function cashtagsIn(text: string): number {
  return text.includes('$') ? new Set(twitterText.extractCashtags(text).map((tag) => tag.toUpperCase())).size : 0
}
