import type { Endpoint } from '../call/call.ts'
import { answerPosts } from '../show/answer-posts.ts'
import { compareIds, firstIdAt } from '../../world/snowflakes.ts'
import { invalidRequest } from '../call/refusals.ts'
import { isSelfServe } from '../call/credits.ts'
import { pageOf, readId, readSize, readTime, readWish } from '../call/paging.ts'
import { parseQuery, QueryProblem } from './search-query.ts'
import { readingOf } from '../call/reading.ts'
import { readScopes } from '../call/call.ts'

const dayMs = 24 * 3600_000
const windowMs = 7 * dayMs

const params = [
  ...['query', 'max_results', 'next_token', 'pagination_token', 'start_time', 'end_time', 'since_id', 'until_id'],
  'sort_order',
]

export const searchRecent: Endpoint = {
  method: 'GET',
  path: '/2/tweets/search/recent',
  auth: 'any',
  scopes: readScopes,
  level: 'read',
  run(call) {
    const { world, incoming, app } = call
    const reading = readingOf(incoming.query, world, params)
    const given = incoming.query.get('query') ?? ''
    const longest = isSelfServe(app) ? 512 : 4096
    if (given.length < 1 || given.length > longest) {
      const message = `The length of the \`query\` query parameter value [${given.length}] is not between 1 and ${longest}`
      throw invalidRequest(message, { query: [given] })
    }
    requireWithinWeek(incoming.query, world.clock.now())
    const order = incoming.query.get('sort_order')
    if (order !== null && order !== 'recency' && order !== 'relevancy') {
      const message = `The \`sort_order\` query parameter value [${order}] is not one of [recency,relevancy]`
      throw invalidRequest(message, { sort_order: [order] })
    }
    const query = parse(given, () => parseQuery(given, world))
    const wish = readWish(incoming.query, readSize(incoming.query, { least: 10, most: 100, usual: 10 }))
    const from = Math.max(wish.from, world.clock.now() - windowMs)
    const source = query.conversationId === null ? world.posts.all() : world.posts.inConversation(query.conversationId)
    return answerPosts(call, pageOf(source, { ...wish, from }, query.matches), reading)
  },
}

function parse<T>(given: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof QueryProblem) throw invalidRequest(error.message, { query: [given] })
    throw error
  }
}

/** X searches seven days back and refuses to be asked about more. */
function requireWithinWeek(query: URLSearchParams, now: number): void {
  const earliest = now - windowMs
  const sinceId = readId(query, 'since_id')
  if (sinceId !== null && compareIds(sinceId, firstIdAt(earliest)) < 0) {
    const minute = `${new Date(earliest).toISOString().slice(0, 16)}Z`
    const message =
      `'since_id' must be a tweet id created after ${minute}. ` +
      `Please use a 'since_id' that is larger than ${firstIdAt(earliest)}`
    throw invalidRequest(message, { since_id: [sinceId] })
  }
  const start = readTime(query, 'start_time')
  if (start !== null && start < earliest) {
    const given = query.get('start_time') ?? ''
    const minute = `${new Date(earliest).toISOString().slice(0, 16)}Z`
    const message = `Invalid 'start_time':'${given}'. 'start_time' must be on or after ${minute}`
    throw invalidRequest(message, { start_time: [given] })
  }
}
