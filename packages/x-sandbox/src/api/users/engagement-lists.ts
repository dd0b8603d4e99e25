import type { Call, Endpoint } from '../call/call.ts'
import type { Reply } from '../../http/reply.ts'
import { answerPosts } from '../show/answer-posts.ts'
import { charge, prices } from '../call/credits.ts'
import { compareIds } from '../../world/snowflakes.ts'
import { json } from '../../http/reply.ts'
import { notFoundError, refusals } from '../call/refusals.ts'
import { pageOf, readSize, readWish } from '../call/paging.ts'
import { readingOf } from '../call/reading.ts'
import { readScopes } from '../call/call.ts'
import { requireId } from '../posts/get-posts.ts'
import { showUser } from '../show/show-user.ts'

const pageParams = ['max_results', 'pagination_token', 'exclude']
const face = { method: 'GET', level: 'read' } as const

export const getLikedPosts: Endpoint = {
  ...face,
  path: '/2/users/:id/liked_tweets',
  auth: 'user',
  scopes: [...readScopes, 'like.read'],
  run(call) {
    const { world, incoming, params, user } = call
    const reading = readingOf(incoming.query, world, pageParams)
    const id = requireId(params['id'] ?? '', 'id')
    if (id !== user.id) throw refusals.pathUserMismatch(id, user.id)
    const wish = readWish(incoming.query, readSize(incoming.query, { least: 5, most: 100, usual: 100 }))
    const posts = world.likes
      .by(id)
      .map((postId) => world.posts.byId(postId))
      .filter((post) => post !== undefined)
    return answerPosts(
      call,
      pageOf(
        posts.toSorted((a, b) => compareIds(a.id, b.id)),
        wish,
      ),
      reading,
    )
  },
}

export const getLikingUsers: Endpoint = {
  ...face,
  path: '/2/tweets/:id/liking_users',
  auth: 'user',
  scopes: [...readScopes, 'like.read'],
  run: (call) => answerUsers(call, (id) => call.world.likes.of(id)),
}

export const getReposters: Endpoint = {
  ...face,
  path: '/2/tweets/:id/retweeted_by',
  auth: 'any',
  scopes: readScopes,
  run: (call) => answerUsers(call, (id) => call.world.posts.repostsOf(id).map((post) => post.authorId)),
}

export const getQuotes: Endpoint = {
  ...face,
  path: '/2/tweets/:id/quote_tweets',
  auth: 'any',
  scopes: readScopes,
  run(call) {
    const { world, incoming, params } = call
    const reading = readingOf(incoming.query, world, pageParams)
    const id = requireId(params['id'] ?? '', 'id')
    const wish = readWish(incoming.query, readSize(incoming.query, { least: 10, most: 100, usual: 10 }))
    return answerPosts(call, pageOf(world.posts.quotesOf(id), wish), reading)
  },
}

function answerUsers(call: Call, idsOf: (postId: string) => string[]): Reply {
  const { world, incoming, params, app } = call
  const reading = readingOf(incoming.query, world, pageParams)
  const id = requireId(params['id'] ?? '', 'id')
  if (!world.posts.byId(id))
    return json(200, { errors: [notFoundError({ resource: 'tweet', parameter: 'id', value: id })] })
  const accounts = idsOf(id)
    .map((userId) => world.accounts.byId(userId))
    .filter((account) => account !== undefined)
  const wish = readWish(incoming.query, readSize(incoming.query, { least: 1, most: 100, usual: 100 }))
  const page = pageOf(
    accounts.toSorted((a, b) => compareIds(a.id, b.id)),
    wish,
  )
  charge(app, prices.item * page.items.length)
  return json(200, {
    ...(page.items.length > 0 ? { data: page.items.map((account) => showUser(world, account, reading)) } : {}),
    meta: { result_count: page.items.length, ...(page.nextToken ? { next_token: page.nextToken } : {}) },
  })
}
