import type { World } from '../../world/world.ts'
import { currentExpansions, fieldNames } from './field-names.ts'
import { invalidRequest, invalidRequests } from './refusals.ts'

/** X's two vocabularies: "tweet" (legacy) and "post" (current, since spec 2.167). */
export type Words = 'legacy' | 'current'

/** What a request wants to read, and in which words. */
export interface Reading {
  words: Words
  /** The values of `tweet.fields` or `post.fields`. */
  post: ReadonlySet<string>
  user: ReadonlySet<string>
  media: ReadonlySet<string>
  poll: ReadonlySet<string>
  dm: ReadonlySet<string>
  expansions: ReadonlySet<string>
}

/**
 * Reads the fields and expansions of a query; every parameter and value must be known, or X's 400 is thrown.
 * Answers come in the words of the fields parameter; with neither given, in the legacy words.
 * @param others Names of the endpoint's other parameters.
 */
export function readingOf(query: URLSearchParams, world: World, others: readonly string[] = []): Reading {
  for (const name of query.keys()) {
    if (fieldNames[name] || others.includes(name)) continue
    const known = [...others, ...Object.keys(fieldNames)].join(',')
    throw invalidRequest(`The query parameter [${name}] is not one of [${known}]`, { [name]: query.getAll(name) })
  }
  const expansions = valuesOf(query, 'expansions')
  const current =
    world.forceCurrentWords || query.has('post.fields') || [...expansions].some((name) => currentExpansions.has(name))
  return {
    words: current ? 'current' : 'legacy',
    post: new Set([...valuesOf(query, 'tweet.fields'), ...valuesOf(query, 'post.fields')]),
    user: valuesOf(query, 'user.fields'),
    media: valuesOf(query, 'media.fields'),
    poll: valuesOf(query, 'poll.fields'),
    dm: valuesOf(query, 'dm_event.fields'),
    expansions,
  }
}

function valuesOf(query: URLSearchParams, name: string): Set<string> {
  const given = query.get(name)
  if (given === null) return new Set()
  const known = fieldNames[name] ?? new Set()
  const values = given.split(',')
  const strangers = values.filter((value) => !known.has(value))
  if (strangers.length > 0) {
    const message = (value: string) =>
      `The \`${name}\` query parameter value [${value}] is not one of [${[...known].join(',')}]`
    throw invalidRequests(strangers.map((value) => ({ parameters: { [name]: [given] }, message: message(value) })))
  }
  return new Set(values)
}
