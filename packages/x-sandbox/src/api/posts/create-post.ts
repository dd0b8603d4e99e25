import type { Account } from '../../world/accounts.ts'
import type { Endpoint, UserCall } from '../call/call.ts'
import type { MediaItem } from '../../world/media-item.ts'
import type { Post } from '../../world/post.ts'
import type { PostBody } from '../call/post-body.ts'
import type { Reply } from '../../http/reply.ts'
import { cashtagsIn, hasLink, judgeText } from '../call/judge-text.ts'
import { charge, isSelfServe, prices } from '../call/credits.ts'
import { composePost } from '../../world/compose-post.ts'
import { invalidRequest, refusals } from '../call/refusals.ts'
import { isReady, kindOf } from '../../world/media-item.ts'
import { json } from '../../http/reply.ts'
import { postBodySchema } from '../call/post-body.ts'
import { readJson } from '../call/read-body.ts'
import { readScopes } from '../call/call.ts'

/** X's window is not published; a day is what its refusals suggest. Deleting the original frees the words. */
const duplicateWindowMs = 24 * 3600_000
const editWindowMs = 3600_000

export const createPost: Endpoint = {
  method: 'POST',
  path: '/2/tweets',
  auth: 'user',
  scopes: [...readScopes, 'tweet.write'],
  level: 'write',
  run(call) {
    const body = readJson(call.incoming, postBodySchema)
    const { world, user, app } = call
    requireOneKind(body)
    const text = body.text ?? ''
    if (!text.trim() && !body.media) throw invalidRequest('$.text: is missing but it is required')
    const repliesTo = body.reply && replyTarget(call, body.reply.in_reply_to_tweet_id)
    judgeText(text, { long: user.verified, repliesTo, world })
    if (isSelfServe(app) && cashtagsIn(text) > 1) throw refusals.notPermitted()
    const quotes = body.quote_tweet_id === undefined ? undefined : quoteTarget(call, body.quote_tweet_id)
    const media = body.media ? mediaOf(call, body.media.media_ids) : []
    const edits = body.edit_options && editTarget(call, body.edit_options.previous_post_id)
    requireNewWords(call, text, repliesTo, edits)
    const post = composePost(world, {
      author: user,
      text,
      repliesTo,
      quotes,
      media,
      edits,
      taggedUserIds: body.media?.tagged_user_ids ?? [],
      poll: body.poll && { options: body.poll.options, durationMinutes: body.poll.duration_minutes },
      uncalled: body.reply?.exclude_reply_user_ids ?? [],
      replySettings: body.reply_settings,
      madeWithAi: body.made_with_ai,
      paidPartnership: body.paid_partnership,
    })
    charge(app, hasLink(text) ? prices.postWithLink : repliesTo ? prices.summonedReply : prices.post)
    return created(call, post)
  },
}

/** Writes still answer in the legacy words at X (observed), with the whole edit history. */
function created({ world }: UserCall, post: Post): Reply {
  const history = world.forceCurrentWords ? 'edit_history_post_ids' : 'edit_history_tweet_ids'
  return json(201, { data: { id: post.id, text: post.text, [history]: post.history } })
}

function requireOneKind(body: PostBody): void {
  const { media, poll, quote_tweet_id, card_uri, direct_message_deep_link } = body
  const given = Object.entries({ media, poll, quote_tweet_id, card_uri, direct_message_deep_link })
  const names = given.filter(([, value]) => value !== undefined).map(([name]) => name)
  // The spec's text lets media stand beside a deep link, and nothing else.
  const allowed = names.length < 2 || (names.length === 2 && media && direct_message_deep_link !== undefined)
  if (!allowed) throw invalidRequest(`You can only provide one of ${names.join(', ')}.`)
}

function replyTarget({ world, user, app }: UserCall, id: string): Post {
  const target = world.posts.byId(id)
  if (!target) throw refusals.replyTargetGone()
  // Self-serve plans answer only who called first; a thread under one's own post is reported to work.
  const summoned = app.plan === 'enterprise' || target.authorId === user.id || engages(target, user, world)
  if (!summoned) throw refusals.replyNotSummoned()
  return target
}

function engages(target: Post, user: Account, world: UserCall['world']): boolean {
  if (target.mentionedIds.includes(user.id)) return true
  return target.quotesId !== null && world.posts.byId(target.quotesId)?.authorId === user.id
}

function quoteTarget({ world, app }: UserCall, id: string): Post {
  if (isSelfServe(app)) throw refusals.quoteNotAllowed()
  const target = world.posts.byId(id)
  if (!target) throw invalidRequest('$.quote_tweet_id: the post does not exist or is not visible to you')
  return target
}

/** Up to four pictures, or one GIF, or one video; one's own, ready, not expired, uploaded for posts. */
function mediaOf({ world, user }: UserCall, ids: string[]): MediaItem[] {
  const items = ids.map((id) => world.media.byId(id)).filter((item) => item !== undefined)
  const now = world.clock.now()
  const fine = items.every(
    (item) => item.ownerId === user.id && isReady(item, now) && /^(tweet|amplify)_/.test(item.category),
  )
  const onlyPictures = items.every((item) => kindOf(item) === 'image')
  if (items.length !== ids.length || !fine || new Set(ids).size !== ids.length || (!onlyPictures && ids.length > 1)) {
    throw refusals.mediaIdsInvalid(ids)
  }
  return items
}

function editTarget({ world, user }: UserCall, id: string): Post {
  const target = world.posts.byId(id)
  const open = target && target.at + editWindowMs > world.clock.now() && target.history.length < 6
  if (!target || !open || target.authorId !== user.id || !user.verified) throw refusals.notPermitted()
  return target
}

function requireNewWords(call: UserCall, text: string, repliesTo: Post | undefined, edits: Post | undefined): void {
  if (!text.trim()) return
  const { world, user } = call
  const same = world.posts.sameAs(user.id, text, repliesTo?.id ?? null)
  if (same && same !== edits && same.at > world.clock.now() - duplicateWindowMs) throw refusals.duplicate()
}
