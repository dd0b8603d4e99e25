import twitterText from 'twitter-text'
import type { Markup } from '../markup/html.ts'
import type { Post } from '../world/post.ts'
import { html } from '../markup/html.ts'

/** What was typed, with addresses and names as links. Only http and https addresses become links. */
export function writtenText(post: Pick<Post, 'written'>): Markup[] {
  const text = post.written
  const parts: Markup[] = []
  let done = 0
  for (const entity of twitterText.extractEntitiesWithIndices(text)) {
    const [start, end] = entity.indices
    const shown = text.slice(start, end)
    const address = addressOf(entity, shown)
    if (!address) continue
    parts.push(html`${text.slice(done, start)}`, html`<a href="${address}" rel="noopener noreferrer">${shown}</a>`)
    done = end
  }
  parts.push(html`${text.slice(done)}`)
  return parts
}

function addressOf(entity: object, shown: string): string | null {
  if ('screenName' in entity) return `/@${shown.slice(1)}`
  if (!('url' in entity)) return null
  return /^https?:\/\//i.test(shown) ? shown : `http://${shown}`
}
