import type { Endpoint } from '../call/call.ts'
import { charge, prices } from '../call/credits.ts'
import { includesOf } from '../show/includes.ts'
import { invalidRequest, notFoundError } from '../call/refusals.ts'
import { json } from '../../http/reply.ts'
import { readingOf } from '../call/reading.ts'
import { readScopes } from '../call/call.ts'
import { showPost } from '../show/show-post.ts'

export const getPost: Endpoint = {
  method: 'GET',
  path: '/2/tweets/:id',
  auth: 'any',
  scopes: readScopes,
  level: 'read',
  run({ world, app, user, params, incoming }) {
    const reading = readingOf(incoming.query, world)
    const id = requireId(params['id'] ?? '', 'id')
    const post = world.posts.byId(id)
    if (!post) return json(200, { errors: [notFoundError({ resource: 'tweet', parameter: 'id', value: id })] })
    charge(app, post.authorId === user?.id ? prices.ownItem : prices.item)
    return json(200, { data: showPost(world, post, reading), ...includesOf(world, [post], reading) })
  },
}

export const getPosts: Endpoint = {
  method: 'GET',
  path: '/2/tweets',
  auth: 'any',
  scopes: readScopes,
  level: 'read',
  run({ world, app, incoming }) {
    const reading = readingOf(incoming.query, world, ['ids'])
    const ids = readIds(incoming.query, 'ids')
    const found = ids.map((id) => world.posts.byId(id)).filter((post) => post !== undefined)
    const missing = ids.filter((id) => !world.posts.byId(id))
    const { includes, errors = [] } = includesOf(world, found, reading)
    const all = [...missing.map((value) => notFoundError({ resource: 'tweet', parameter: 'ids', value })), ...errors]
    charge(app, prices.item * found.length)
    return json(200, {
      ...(found.length > 0 ? { data: found.map((post) => showPost(world, post, reading)) } : {}),
      ...(includes ? { includes } : {}),
      ...(all.length > 0 ? { errors: all } : {}),
    })
  },
}

export function requireId(id: string, name: string): string {
  if (/^\d{1,19}$/.test(id)) return id
  throw invalidRequest(`The \`${name}\` query parameter value [${id}] does not match ^[0-9]{1,19}$`, { [name]: [id] })
}

/** One to a hundred ids, comma separated. */
export function readIds(query: URLSearchParams, name: string): string[] {
  const given = query.get(name) ?? ''
  const ids = given.split(',').filter(Boolean)
  if (ids.length < 1 || ids.length > 100) {
    const message = `The number of values in the \`${name}\` query parameter list [${ids.length}] is not between 1 and 100`
    throw invalidRequest(message, { [name]: [given] })
  }
  return [...new Set(ids.map((id) => requireId(id, name)))]
}
