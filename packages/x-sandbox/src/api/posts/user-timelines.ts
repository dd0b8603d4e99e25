import type { Endpoint } from '../call/call.ts'
import { answerPosts } from '../show/answer-posts.ts'
import { invalidRequest, notFoundError, refusals } from '../call/refusals.ts'
import { json } from '../../http/reply.ts'
import { pageOf, readSize, readWish } from '../call/paging.ts'
import { readingOf } from '../call/reading.ts'
import { readScopes } from '../call/call.ts'
import { requireId } from './get-posts.ts'

const pageParams = ['max_results', 'since_id', 'until_id', 'start_time', 'end_time', 'pagination_token']
const face = { method: 'GET', scopes: readScopes, level: 'read' } as const

export const getUserPosts: Endpoint = {
  ...face,
  path: '/2/users/:id/tweets',
  auth: 'any',
  run(call) {
    const { world, params, incoming } = call
    const reading = readingOf(incoming.query, world, [...pageParams, 'exclude'])
    const exclude = readExclude(incoming.query)
    const id = requireId(params['id'] ?? '', 'id')
    if (!world.accounts.byId(id)) return missingUser(id)
    const wish = readWish(incoming.query, readSize(incoming.query, { least: 5, most: 100, usual: 10 }))
    const keep = (post: { repliesToId: string | null; repostsId: string | null }) =>
      !(exclude.has('replies') && post.repliesToId) && !(exclude.has('retweets') && post.repostsId)
    // X reaches back 3,200 posts, and only 800 when replies are left out.
    const page = pageOf(world.posts.by(id), wish, keep, exclude.has('replies') ? 800 : 3200)
    return answerPosts(call, page, reading)
  },
}

export const getMentions: Endpoint = {
  ...face,
  path: '/2/users/:id/mentions',
  auth: 'any',
  run(call) {
    const { world, params, incoming } = call
    const reading = readingOf(incoming.query, world, pageParams)
    const id = requireId(params['id'] ?? '', 'id')
    if (!world.accounts.byId(id)) return missingUser(id)
    const wish = readWish(incoming.query, readSize(incoming.query, { least: 5, most: 100, usual: 10 }))
    return answerPosts(call, pageOf(world.posts.mentioning(id), wish, undefined, 800), reading)
  },
}

/** Everybody follows everybody here, so the home timeline holds all posts. */
export const getHomeTimeline: Endpoint = {
  ...face,
  path: '/2/users/:id/timelines/reverse_chronological',
  auth: 'user',
  run(call) {
    const { world, params, incoming, user } = call
    const reading = readingOf(incoming.query, world, [...pageParams, 'exclude'])
    const exclude = readExclude(incoming.query)
    const id = requireId(params['id'] ?? '', 'id')
    if (id !== user.id) throw refusals.pathUserMismatch(id, user.id)
    const wish = readWish(incoming.query, readSize(incoming.query, { least: 1, most: 100, usual: 100 }))
    const keep = (post: { repliesToId: string | null; repostsId: string | null }) =>
      !(exclude.has('replies') && post.repliesToId) && !(exclude.has('retweets') && post.repostsId)
    return answerPosts(call, pageOf(world.posts.all(), wish, keep, 3200), reading)
  },
}

function missingUser(id: string) {
  return json(200, { errors: [notFoundError({ resource: 'user', parameter: 'id', value: id })] })
}

function readExclude(query: URLSearchParams): Set<string> {
  const given = query.get('exclude')
  const values = new Set(given === null ? [] : given.split(','))
  for (const value of values) {
    if (value === 'replies' || value === 'retweets') continue
    const message = `The \`exclude\` query parameter value [${value}] is not one of [replies,retweets]`
    throw invalidRequest(message, { exclude: [given ?? ''] })
  }
  return values
}
