import type { Account } from '../../world/accounts.ts'
import type { Call, Endpoint } from '../call/call.ts'
import type { Reply } from '../../http/reply.ts'
import { charge, prices } from '../call/credits.ts'
import { invalidRequest, notFoundError } from '../call/refusals.ts'
import { json } from '../../http/reply.ts'
import { readIds, requireId } from '../posts/get-posts.ts'
import { readingOf } from '../call/reading.ts'
import { readScopes } from '../call/call.ts'
import { showPost } from '../show/show-post.ts'
import { showUser } from '../show/show-user.ts'

const face = { method: 'GET', scopes: readScopes, level: 'read' } as const

export const getMe: Endpoint = {
  ...face,
  path: '/2/users/me',
  auth: 'user',
  run: (call) => one(call, call.user, { parameter: 'id', value: call.user.id }),
}

export const getUser: Endpoint = {
  ...face,
  path: '/2/users/:id',
  auth: 'any',
  run(call) {
    const id = requireId(call.params['id'] ?? '', 'id')
    return one(call, call.world.accounts.byId(id), { parameter: 'id', value: id })
  },
}

export const getUserByName: Endpoint = {
  ...face,
  path: '/2/users/by/username/:username',
  auth: 'any',
  run(call) {
    const name = requireName(call.params['username'] ?? '')
    return one(call, call.world.accounts.byName(name), { parameter: 'username', value: name })
  },
}

export const getUsers: Endpoint = {
  ...face,
  path: '/2/users',
  auth: 'any',
  run: (call) => several(call, 'ids', readIds(call.incoming.query, 'ids'), (id) => call.world.accounts.byId(id)),
}

export const getUsersByName: Endpoint = {
  ...face,
  path: '/2/users/by',
  auth: 'any',
  run(call) {
    const names = (call.incoming.query.get('usernames') ?? '').split(',').map(requireName)
    return several(call, 'usernames', names, (name) => call.world.accounts.byName(name))
  },
}

function requireName(name: string): string {
  if (/^[A-Za-z0-9_]{1,15}$/.test(name)) return name
  const message = `The \`username\` query parameter value [${name}] does not match ^[A-Za-z0-9_]{1,15}$`
  throw invalidRequest(message, { username: [name] })
}

function one(call: Call, account: Account | undefined, asked: { parameter: string; value: string }): Reply {
  const { world, app, user, incoming } = call
  const reading = readingOf(incoming.query, world)
  if (!account) return json(200, { errors: [notFoundError({ resource: 'user', ...asked })] })
  charge(app, account.id === user?.id ? prices.ownItem : prices.item)
  return json(200, { data: showUser(world, account, reading), ...recentPosts(call, [account], reading) })
}

function several(call: Call, parameter: string, values: string[], find: (value: string) => Account | undefined): Reply {
  const { world, incoming } = call
  const reading = readingOf(incoming.query, world, [parameter])
  const found = values.map(find).filter((account) => account !== undefined)
  const errors = values.filter((value) => !find(value))
  charge(call.app, prices.item * found.length)
  return json(200, {
    ...(found.length > 0 ? { data: found.map((account) => showUser(world, account, reading)) } : {}),
    ...recentPosts(call, found, reading),
    ...(errors.length > 0
      ? { errors: errors.map((value) => notFoundError({ resource: 'user', parameter, value })) }
      : {}),
  })
}

/** The posts that `most_recent_*_id` expansions bring along. */
function recentPosts({ world }: Call, accounts: readonly Account[], reading: ReturnType<typeof readingOf>) {
  if (![...reading.expansions].some((name) => name.startsWith('most_recent_'))) return {}
  const posts = accounts.map((account) => world.posts.by(account.id).at(-1)).filter((post) => post !== undefined)
  if (posts.length === 0) return {}
  const shown = posts.map((post) => showPost(world, post, reading))
  return { includes: { [reading.words === 'current' ? 'posts' : 'tweets']: shown } }
}
