import twitterText from 'twitter-text'

/** Weighted characters a post may have, by X's counting (twitter-text configuration 3). */
export const POST_LIMIT = 280

export interface PostCount {
  /** Weighted length: links count 23, emoji and wide characters 2. */
  length: number
  limit: number
  fits: boolean
  empty: boolean
  /** Links as X sees them; each makes the post dearer. */
  links: string[]
  cashtags: string[]
}

/** Counts a post as X does. The same code runs in the browser and on the server. */
export function countPost(text: string): PostCount {
  const { weightedLength } = twitterText.parseTweet(text)
  return {
    length: weightedLength,
    limit: POST_LIMIT,
    fits: weightedLength <= POST_LIMIT,
    empty: text.trim() === '',
    links: twitterText.extractUrls(text),
    cashtags: twitterText.extractCashtags(text),
  }
}
