import type { Post } from '../../world/post.ts'
import type { Reading } from '../call/reading.ts'
import type { World } from '../../world/world.ts'
import { notFoundError } from '../call/refusals.ts'
import { referencesOf, showPost } from './show-post.ts'
import { showMedia, showPoll } from './show-media.ts'
import { showUser } from './show-user.ts'

interface Included {
  includes?: Record<string, unknown[]>
  errors?: object[]
}

/** What the expansions of a reading bring along for these posts, each object once; missing ones become `errors`. */
export function includesOf(world: World, posts: readonly Post[], reading: Reading): Included {
  const wish = reading.expansions
  if (wish.size === 0) return {}
  const users = new Set<string>()
  const media = new Set<string>()
  const related = new Map<string, Post>()
  const missing: object[] = []
  const polls = posts.flatMap((post) => (post.poll && wish.has('attachments.poll_ids') ? [post.poll] : []))
  for (const post of posts) {
    if (wish.has('author_id')) users.add(post.authorId)
    if (wish.has('in_reply_to_user_id') && post.repliesToUserId) users.add(post.repliesToUserId)
    if (wish.has('entities.mentions.username')) {
      for (const { id } of post.entities.mentions) if (id) users.add(id)
    }
    if (wish.has('attachments.media_keys')) for (const id of post.mediaIds) media.add(id)
    if (!followsReferences(wish)) continue
    for (const { id } of referencesOf(post)) {
      const target = world.posts.byId(id)
      if (target) related.set(id, target)
      else missing.push(notFoundError({ resource: 'tweet', parameter: 'referenced_tweets.id', value: id }))
    }
  }
  for (const post of related.values()) {
    if (wish.has('referenced_tweets.id.author_id')) users.add(post.authorId)
    if (wish.has('referenced_tweets.id.attachments.media_keys')) for (const id of post.mediaIds) media.add(id)
  }
  const includes: Record<string, unknown[]> = {
    users: showEach(
      users,
      (id) => world.accounts.byId(id),
      (account) => showUser(world, account, reading),
    ),
    media: showEach(
      media,
      (id) => world.media.byId(id),
      (item) => showMedia(world, item, reading),
    ),
    polls: polls.map((poll) => showPoll(poll, reading, world.clock.now())),
    [reading.words === 'current' ? 'posts' : 'tweets']: [...related.values()].map((post) =>
      showPost(world, post, reading),
    ),
  }
  return finished(includes, missing)
}

function followsReferences(wish: ReadonlySet<string>): boolean {
  return [...wish].some((name) => name === 'referenced_posts' || name.startsWith('referenced_tweets.id'))
}

export function showEach<T>(ids: Iterable<string>, find: (id: string) => T | undefined, show: (item: T) => unknown) {
  const shown: unknown[] = []
  for (const id of ids) {
    const item = find(id)
    if (item !== undefined) shown.push(show(item))
  }
  return shown
}

/** Empty lists are left out, as X does. */
function finished(includes: Record<string, unknown[]>, errors: object[]): Included {
  const filled = Object.entries(includes).filter(([, list]) => list.length > 0)
  return {
    ...(filled.length > 0 ? { includes: Object.fromEntries(filled) } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  }
}
