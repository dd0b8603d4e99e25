import { randomInt } from 'node:crypto'
import twitterText from 'twitter-text'
import type { Entities } from './post.ts'

/** A picture or video link that X appends to the text of a post. */
export interface MediaLink {
  expandedUrl: string
  mediaKey: string
}

interface Typeset {
  text: string
  entities: Entities
}

/**
 * Turns what was typed into what the API returns.
 * `& < >` come back HTML-escaped, links come back as `https://t.co/...` with the real address in `entities.urls`,
 * and media add one link at the end (one for each item in `entities.urls`, all with the same short address).
 * All three are commonly observed on X; the OpenAPI document only shows the fields.
 */
export function typeset(typed: string, media: readonly MediaLink[], accountId: (name: string) => string | undefined) {
  const plain = typed.normalize('NFC')
  const wrapped = media.length || /[.&<>]/.test(plain) ? wrap(plain, media) : { text: plain, urls: [] }
  const entities: Entities = { urls: wrapped.urls, mentions: [], hashtags: [], cashtags: [] }
  if (/[@＠#＃$]/.test(wrapped.text)) addTags(wrapped.text, entities, accountId)
  return { text: wrapped.text, entities } satisfies Typeset
}

function wrap(plain: string, media: readonly MediaLink[]): { text: string; urls: Entities['urls'] } {
  const urls: Entities['urls'] = []
  let text = ''
  let done = 0
  const append = (expanded: string, short: string, mediaKey?: string) => {
    const start = codePoints(text)
    const display = mediaKey ? short.replace('https://t.co/', 'pic.x.com/') : displayed(expanded)
    const place = { start, end: start + short.length, url: short, expanded_url: expanded, display_url: display }
    urls.push(mediaKey ? { ...place, media_key: mediaKey } : place)
  }
  for (const { url, indices } of twitterText.extractUrlsWithIndices(plain)) {
    text += escapeText(plain.slice(done, indices[0]))
    const short = shortUrl()
    append(/^https?:\/\//i.test(url) ? url : `http://${url}`, short)
    text += short
    done = indices[1]
  }
  text += escapeText(plain.slice(done))
  if (media.length) {
    if (text) text += ' '
    const short = shortUrl()
    for (const link of media) append(link.expandedUrl, short, link.mediaKey)
    text += short
  }
  return { text, urls }
}

function addTags(text: string, entities: Entities, accountId: (name: string) => string | undefined): void {
  const found = twitterText.extractEntitiesWithIndices(text)
  twitterText.modifyIndicesFromUTF16ToUnicode(text, found)
  for (const entity of found) {
    const [start, end] = entity.indices
    if ('screenName' in entity) {
      const id = accountId(entity.screenName)
      entities.mentions.push({ start, end, username: entity.screenName, ...(id ? { id } : {}) })
    } else if ('hashtag' in entity) entities.hashtags.push({ start, end, tag: entity.hashtag })
    else if ('cashtag' in entity) entities.cashtags.push({ start, end, tag: entity.cashtag })
  }
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Without the scheme, and cut as X cuts it. */
function displayed(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/i, '')
  return bare.length > 26 ? `${bare.slice(0, 26)}…` : bare
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A link of 23 letters, the length that X counts for every address. */
function shortUrl(): string {
  let path = ''
  for (let index = 0; index < 10; index++) path += letters[randomInt(letters.length)]
  return `https://t.co/${path}`
}
