import type { Post } from '../../world/post.ts'
import type { Reading } from '../call/reading.ts'
import type { World } from '../../world/world.ts'
import { rankOf } from '../../world/snowflakes.ts'

/** Which fields a name may be called by: the newer words first. */
function wants(reading: Reading, ...names: string[]): boolean {
  return names.some((name) => reading.post.has(name) || reading.expansions.has(name))
}

/**
 * A post as the API answers it: `id`, `text` and the edit history always, the rest when asked for.
 * A field that an expansion follows comes along with the expansion.
 */
export function showPost(world: World, post: Post, reading: Reading): Record<string, unknown> {
  const current = reading.words === 'current'
  const shown: Record<string, unknown> = { id: post.id, text: post.text }
  shown[current ? 'edit_history_post_ids' : 'edit_history_tweet_ids'] = post.history
  if (wants(reading, 'author_id', 'referenced_tweets.id.author_id')) shown['author_id'] = post.authorId
  if (wants(reading, 'created_at')) shown['created_at'] = new Date(post.at).toISOString()
  if (wants(reading, 'conversation_id')) shown['conversation_id'] = post.conversationId
  if (post.repliesToUserId && wants(reading, 'in_reply_to_user_id')) shown['in_reply_to_user_id'] = post.repliesToUserId
  const references = referencesOf(post)
  if (references.length > 0 && wants(reading, 'referenced_posts', 'referenced_tweets', 'referenced_tweets.id')) {
    shown[current ? 'referenced_posts' : 'referenced_tweets'] = references
  }
  if (wants(reading, 'attachments', 'attachments.media_keys', 'attachments.poll_ids')) {
    const attachments = attachmentsOf(world, post)
    if (attachments) shown['attachments'] = attachments
  }
  if (wants(reading, 'entities', 'entities.mentions.username')) {
    const entities = Object.fromEntries(Object.entries(post.entities).filter(([, list]) => list.length > 0))
    if (Object.keys(entities).length > 0) shown['entities'] = entities
  }
  if (wants(reading, 'public_metrics')) shown['public_metrics'] = metricsOf(world, post, current)
  addPlainFields(shown, post, reading)
  return shown
}

function addPlainFields(shown: Record<string, unknown>, post: Post, reading: Reading): void {
  if (wants(reading, 'lang')) shown['lang'] = /[a-z]/i.test(post.written) ? 'en' : 'und'
  if (wants(reading, 'reply_settings')) shown['reply_settings'] = post.replySettings
  if (wants(reading, 'possibly_sensitive')) shown['possibly_sensitive'] = false
  if (wants(reading, 'paid_partnership')) shown['paid_partnership'] = post.paidPartnership
  if (wants(reading, 'edit_controls')) {
    shown['edit_controls'] = {
      edits_remaining: Math.max(0, 6 - post.history.length),
      is_edit_eligible: post.repliesToId === null && post.poll === null && post.repostsId === null,
      editable_until: new Date(post.at + 3600_000).toISOString(),
    }
  }
}

export function referencesOf(post: Post): { type: string; id: string }[] {
  const references = []
  if (post.repostsId) references.push({ type: 'retweeted', id: post.repostsId })
  if (post.quotesId) references.push({ type: 'quoted', id: post.quotesId })
  if (post.repliesToId) references.push({ type: 'replied_to', id: post.repliesToId })
  return references
}

function attachmentsOf(world: World, post: Post): Record<string, string[]> | null {
  const attachments: Record<string, string[]> = {}
  const keys = post.mediaIds.map((id) => world.media.byId(id)?.key).filter((key) => key !== undefined)
  if (keys.length > 0) attachments['media_keys'] = keys
  if (post.poll) attachments['poll_ids'] = [post.poll.id]
  return Object.keys(attachments).length > 0 ? attachments : null
}

function metricsOf(world: World, post: Post, current: boolean): Record<string, number> {
  const { posts, likes } = world
  return {
    [current ? 'repost_count' : 'retweet_count']: posts.repostsOf(post.id).length,
    reply_count: posts.repliesTo(post.id).length,
    like_count: likes.count(post.id),
    quote_count: posts.quotesOf(post.id).length,
    bookmark_count: 0,
    impression_count: posts.all().length - rankOf(posts.all(), post.id),
  }
}
