import { compareIds, rankOf } from '../../world/snowflakes.ts'
import { invalidRequest } from './refusals.ts'

/** Which part of an id-ordered list a request wants. */
export interface PageWish {
  size: number
  /** Ids, both exclusive. */
  above: string | null
  below: string | null
  /** Milliseconds since 1970, the first inclusive, the last exclusive. */
  from: number
  until: number
  /** Read upwards from `above`, for `previous_token`. */
  upwards: boolean
}

interface Page<T> {
  /** Newest first. */
  items: T[]
  nextToken: string | undefined
  previousToken: string | undefined
}

/** Reads a whole number of a query within bounds, or throws X's 400. */
export function readSize(query: URLSearchParams, bounds: { least: number; most: number; usual: number }): number {
  const given = query.get('max_results')
  if (given === null) return bounds.usual
  const size = /^\d{1,6}$/.test(given) ? Number(given) : Number.NaN
  if (size >= bounds.least && size <= bounds.most) return size
  const message = `The \`max_results\` query parameter value [${given}] is not between ${bounds.least} and ${bounds.most}`
  throw invalidRequest(message, { max_results: [given] })
}

/** Reads an id of a query; X's ids are 1 to 19 digits. */
export function readId(query: URLSearchParams, name: string): string | null {
  const given = query.get(name)
  if (given === null || /^\d{1,19}$/.test(given)) return given
  throw badValue(name, given)
}

/** Reads a time such as `2026-11-20T10:00:00Z`, in milliseconds since 1970. */
export function readTime(query: URLSearchParams, name: string): number | null {
  const given = query.get(name)
  if (given === null) return null
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(given) ? Date.parse(given) : Number.NaN
  if (Number.isNaN(time)) throw badValue(name, given)
  return time
}

function badValue(name: string, given: string) {
  return invalidRequest(`The \`${name}\` query parameter value [${given}] is not valid`, { [name]: [given] })
}

/** Reads `since_id`, `until_id`, `start_time`, `end_time` and the page token together. */
export function readWish(query: URLSearchParams, size: number): PageWish {
  const above = readId(query, 'since_id')
  const below = readId(query, 'until_id')
  const from = readTime(query, 'start_time') ?? Number.NEGATIVE_INFINITY
  const until = readTime(query, 'end_time') ?? Number.POSITIVE_INFINITY
  const name = query.has('pagination_token') ? 'pagination_token' : 'next_token'
  const token = query.get(name)
  if (token === null) return { size, above, below, from, until, upwards: false }
  const [, direction, id] = /^([np]):(\d{1,19})$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  if (!id) throw badValue(name, token)
  if (direction === 'n') return { size, above, below: lowest(below, id), from, until, upwards: false }
  return { size, above: highest(above, id), below, from, until, upwards: true }
}

/** Cuts a page from an ascending list. @param depth Only the newest so many are reachable, as on X. */
export function pageOf<T extends { id: string; at?: number }>(
  ascending: readonly T[],
  wish: PageWish,
  keep: (item: T) => boolean = () => true,
  depth = Number.POSITIVE_INFINITY,
): Page<T> {
  const reachable = Math.max(0, ascending.length - depth)
  const from = Math.max(reachable, wish.above === null ? 0 : firstAbove(ascending, wish.above))
  const to = wish.below === null ? ascending.length : rankOf(ascending, wish.below)
  const items: T[] = []
  let more = false
  const step = wish.upwards ? 1 : -1
  for (let index = wish.upwards ? from : to - 1; index >= from && index < to; index += step) {
    const item = ascending[index]
    if (!item || !inTime(item.at, wish) || !keep(item)) continue
    if (items.length === wish.size) {
      more = true
      break
    }
    items.push(item)
  }
  if (wish.upwards) items.reverse()
  return {
    items,
    nextToken: items.length > 0 && (more || wish.upwards) ? token('n', items.at(-1)) : undefined,
    // On the first page nothing newer has been passed over, so there is nothing to go back to.
    previousToken: items.length > 0 && (wish.upwards ? more : wish.below !== null) ? token('p', items[0]) : undefined,
  }
}

/** Judged by the item's own time: ids keep growing over a reset that takes the clock back. */
function inTime(at: number | undefined, wish: PageWish): boolean {
  return at === undefined || (at >= wish.from && at < wish.until)
}

/** The `meta` of a page of posts. */
export function metaOf(page: Page<{ id: string }>): Record<string, unknown> {
  const { items, nextToken, previousToken } = page
  return {
    result_count: items.length,
    ...(items[0] ? { newest_id: items[0].id, oldest_id: items.at(-1)?.id } : {}),
    ...(nextToken ? { next_token: nextToken } : {}),
    ...(previousToken ? { previous_token: previousToken } : {}),
  }
}

function token(direction: 'n' | 'p', item: { id: string } | undefined): string {
  return Buffer.from(`${direction}:${item?.id ?? ''}`).toString('base64url')
}

function firstAbove(ascending: readonly { id: string }[], id: string): number {
  const rank = rankOf(ascending, id)
  return ascending[rank]?.id === id ? rank + 1 : rank
}

function highest(a: string | null, b: string): string {
  return a !== null && compareIds(a, b) > 0 ? a : b
}

function lowest(a: string | null, b: string): string {
  return a !== null && compareIds(a, b) < 0 ? a : b
}
