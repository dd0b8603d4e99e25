import { z } from 'zod'
import type { Endpoint, UserCall } from '../call/call.ts'
import type { Post } from '../../world/post.ts'
import { charge, isSelfServe, prices } from '../call/credits.ts'
import { composeRepost } from '../../world/compose-post.ts'
import { idSchema } from '../call/post-body.ts'
import { invalidRequest, refusals } from '../call/refusals.ts'
import { json } from '../../http/reply.ts'
import { readJson } from '../call/read-body.ts'
import { readScopes } from '../call/call.ts'

const targetSchema = z.strictObject({ tweet_id: idSchema })

/** Only Enterprise apps may like by API since 2026-04-20. */
export const likePost: Endpoint = {
  method: 'POST',
  path: '/2/users/:id/likes',
  auth: 'user',
  scopes: [...readScopes, 'like.write'],
  level: 'write',
  run(call) {
    const { world, user } = call
    requireSelf(call)
    if (isSelfServe(call.app)) throw refusals.clientNotEnrolled()
    world.likes.add(user.id, targetOf(call).id)
    world.changed()
    return json(200, { data: { liked: true } })
  },
}

export const unlikePost: Endpoint = {
  method: 'DELETE',
  path: '/2/users/:id/likes/:tweet_id',
  auth: 'user',
  scopes: [...readScopes, 'like.write'],
  level: 'write',
  run(call) {
    const { world, user, params } = call
    requireSelf(call)
    world.likes.remove(user.id, params['tweet_id'] ?? '')
    world.changed()
    return json(200, { data: { liked: false } })
  },
}

export const repost: Endpoint = {
  method: 'POST',
  path: '/2/users/:id/retweets',
  auth: 'user',
  scopes: [...readScopes, 'tweet.write'],
  level: 'write',
  run(call) {
    const { world, user, app } = call
    requireSelf(call)
    const source = targetOf(call)
    if (world.posts.repostBy(user.id, source.id)) throw refusals.alreadyReposted()
    const made = composeRepost(world, user, source)
    charge(app, prices.other)
    // Spec 2.167 names it `rest_id`, earlier ones `id`.
    const name = world.forceCurrentWords ? 'rest_id' : 'id'
    return json(200, { data: { [name]: made.id, retweeted: true } })
  },
}

export const undoRepost: Endpoint = {
  method: 'DELETE',
  path: '/2/users/:id/retweets/:source_tweet_id',
  auth: 'user',
  scopes: [...readScopes, 'tweet.write'],
  level: 'write',
  run(call) {
    const { world, user, params } = call
    requireSelf(call)
    const made = world.posts.repostBy(user.id, params['source_tweet_id'] ?? '')
    if (made) world.posts.remove(made.id)
    world.changed()
    return json(200, { data: { retweeted: false } })
  },
}

function requireSelf({ params, user }: UserCall): void {
  const id = params['id'] ?? ''
  if (id !== user.id) throw refusals.pathUserMismatch(id, user.id)
}

/** The post a body names; liking or reposting a repost means its source. */
function targetOf({ world, incoming }: UserCall): Post {
  const { tweet_id } = readJson(incoming, targetSchema)
  const named = world.posts.byId(tweet_id)
  const post = named?.repostsId ? world.posts.byId(named.repostsId) : named
  if (post) return post
  throw invalidRequest(`The post [${tweet_id}] does not exist or is not visible to you.`, { tweet_id: [tweet_id] })
}
