import type { Post } from '../../world/post.ts'
import type { World } from '../../world/world.ts'

type Test = (post: Post) => boolean

/** A search as a yes-or-no question about one post, and the conversation it is limited to, if it is. */
export interface SearchQuery {
  matches: Test
  conversationId: string | null
}

/** What is wrong with a query, in X's manner. */
export class QueryProblem extends Error {}

/**
 * Understands X's search language: words, "phrases", `from:` `to:` `conversation_id:` `in_reply_to_tweet_id:` `url:`
 * `lang:` `is:` `has:` `@name` `#tag` `$TAG`, `-not`, `OR` and parentheses. Throws QueryProblem for anything else.
 */
export function parseQuery(query: string, world: World): SearchQuery {
  const tokens: string[] = query.match(/-?"[^"]*"|[()]|-\(|[^\s()]+/g) ?? []
  const reader = new Reader(tokens, world)
  const matches = reader.readAny()
  if (reader.left > 0) throw new QueryProblem(`There were errors processing your request: unexpected [)] in [${query}]`)
  if (!reader.standsAlone) {
    throw new QueryProblem(
      'There were errors processing your request: is: and has: operators must be used with a standalone operator',
    )
  }
  const only = tokens.includes('OR') ? null : tokens.find((token) => token.startsWith('conversation_id:'))
  return { matches, conversationId: only?.slice('conversation_id:'.length) ?? null }
}

class Reader {
  standsAlone = false
  readonly #tokens: string[]
  readonly #world: World

  constructor(tokens: readonly string[], world: World) {
    this.#tokens = [...tokens]
    this.#world = world
  }

  get left(): number {
    return this.#tokens.length
  }

  /** One or more alternatives; spaces bind tighter than OR. */
  readAny(): Test {
    const choices = [this.#readAll()]
    while (this.#tokens[0] === 'OR') {
      this.#tokens.shift()
      choices.push(this.#readAll())
    }
    return (post) => choices.some((test) => test(post))
  }

  #readAll(): Test {
    const tests: Test[] = []
    for (let token = this.#tokens[0]; token !== undefined && token !== 'OR' && token !== ')'; token = this.#tokens[0]) {
      this.#tokens.shift()
      tests.push(this.#readOne(token))
    }
    if (tests.length === 0) throw new QueryProblem('There were errors processing your request: the query is empty')
    return (post) => tests.every((test) => test(post))
  }

  #readOne(token: string): Test {
    if (token === '(' || token === '-(') {
      const inner = this.readAny()
      if (this.#tokens.shift() !== ')') {
        throw new QueryProblem('There were errors processing your request: missing [)]')
      }
      return token === '(' ? inner : (post) => !inner(post)
    }
    if (token.startsWith('-') && token.length > 1) {
      const inner = operator(token.slice(1), this.#world)
      return (post) => !inner(post)
    }
    if (!/^(is|has|lang):/.test(token)) this.standsAlone = true
    return operator(token, this.#world)
  }
}

function operator(token: string, world: World): Test {
  const [, name, value = ''] = /^([a-z_]+):(.+)$/i.exec(token) ?? []
  if (name === undefined || token.startsWith('"') || token.includes('://')) return words(token)
  const userId = () => (/^\d+$/.test(value) ? value : world.accounts.byName(value)?.id)
  switch (name) {
    case 'from':
      return (post) => post.authorId === userId()
    case 'to':
      return (post) => post.repliesToUserId !== null && post.repliesToUserId === userId()
    case 'conversation_id':
      return (post) => post.conversationId === value
    case 'in_reply_to_tweet_id':
    case 'in_reply_to_status_id':
      return (post) => post.repliesToId === value
    case 'quotes_of_tweet_id':
      return (post) => post.quotesId === value
    case 'url': {
      const wanted = value.replaceAll('"', '').toLowerCase()
      return (post) => post.entities.urls.some((url) => url.expanded_url.toLowerCase().includes(wanted))
    }
    case 'lang':
      return (post) => value === (/[a-z]/i.test(post.written) ? 'en' : 'und')
    case 'is':
      return isTest(value)
    case 'has':
      return hasTest(value, world)
    default:
      throw new QueryProblem(`There were errors processing your request: [${name}] is not a known operator`)
  }
}

function isTest(value: string): Test {
  switch (value) {
    case 'retweet':
      return (post) => post.repostsId !== null
    case 'reply':
      return (post) => post.repliesToId !== null
    case 'quote':
      return (post) => post.quotesId !== null
    default:
      throw new QueryProblem(`There were errors processing your request: [is:${value}] is not a known operator`)
  }
}

function hasTest(value: string, world: World): Test {
  const holds = (post: Post, kind: string) => post.mediaIds.some((id) => world.media.byId(id)?.category.includes(kind))
  switch (value) {
    case 'media':
      return (post) => post.mediaIds.length > 0
    case 'images':
      return (post) => holds(post, 'image')
    case 'videos':
    case 'video_link':
      return (post) => holds(post, 'video')
    case 'links':
      return (post) => post.entities.urls.length > 0
    case 'mentions':
      return (post) => post.entities.mentions.length > 0
    case 'hashtags':
      return (post) => post.entities.hashtags.length > 0
    case 'cashtags':
      return (post) => post.entities.cashtags.length > 0
    default:
      throw new QueryProblem(`There were errors processing your request: [has:${value}] is not a known operator`)
  }
}

/** A word, "phrase", #tag, $TAG or @name. Since 2026-05-04 words no longer find reposts. */
function words(token: string): Test {
  const wanted = token.replaceAll('"', '').toLowerCase()
  return (post) => {
    if (post.repostsId !== null) return false
    const text = post.written.toLowerCase()
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const before = text[at - 1] ?? ' '
      const after = text[at + wanted.length] ?? ' '
      if (!/[\p{L}\p{N}_]/u.test(before) && !/[\p{L}\p{N}_]/u.test(after)) return true
    }
    return false
  }
}
