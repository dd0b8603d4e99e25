import type { Account } from './accounts.ts'
import type { MediaItem } from './media-item.ts'
import type { Post } from './post.ts'
import { typeset } from './typeset.ts'
import type { World } from './world.ts'

export interface Draft {
  author: Account
  text: string
  repliesTo?: Post | undefined
  quotes?: Post | undefined
  reposts?: Post | undefined
  media?: readonly MediaItem[]
  taggedUserIds?: readonly string[]
  poll?: { options: string[]; durationMinutes: number } | undefined
  /** Account ids a reply must not call. */
  uncalled?: readonly string[]
  replySettings?: string | undefined
  madeWithAi?: boolean | undefined
  paidPartnership?: boolean | undefined
  edits?: Post | undefined
}

/** Adds a post to the world. What may be posted was judged before; this only writes it down. */
export function composePost(world: World, draft: Draft): Post {
  const { author, repliesTo, reposts, media = [] } = draft
  const id = world.ids.next()
  const links = media.map((item, index) => ({
    expandedUrl: `https://x.com/${author.username}/status/${id}/${item.category.includes('video') ? 'video' : 'photo'}/${index + 1}`,
    mediaKey: item.key,
  }))
  const set = typeset(draft.text, links, (name) => world.accounts.byName(name)?.id)
  const at = world.clock.now()
  const post: Post = {
    id,
    authorId: author.id,
    written: draft.text,
    ...set,
    at,
    conversationId: draft.edits?.conversationId ?? repliesTo?.conversationId ?? id,
    repliesToId: repliesTo?.id ?? null,
    repliesToUserId: repliesTo?.authorId ?? null,
    quotesId: draft.quotes?.id ?? null,
    repostsId: reposts?.id ?? null,
    mediaIds: media.map((item) => item.id),
    taggedUserIds: [...(draft.taggedUserIds ?? [])],
    poll: draft.poll ? poll(world, draft.poll, at) : null,
    mentionedIds: calledIds(draft, set.entities.mentions),
    replySettings: draft.replySettings ?? 'everyone',
    madeWithAi: draft.madeWithAi ?? false,
    paidPartnership: draft.paidPartnership ?? false,
    history: [...(draft.edits?.history ?? []), id],
  }
  for (const item of media) item.used = true
  if (draft.edits) world.posts.remove(draft.edits.id)
  world.posts.add(post)
  world.changed()
  return post
}

/** A repost is a post of its own: "RT @author: text" and a reference. */
export function composeRepost(world: World, author: Account, source: Post): Post {
  const of = world.accounts.byId(source.authorId)
  return composePost(world, { author, text: `RT @${of?.username ?? 'unknown'}: ${source.written}`, reposts: source })
}

/** A reply calls the author it answers, even when the text does not name them. */
function calledIds(draft: Draft, mentions: readonly { id?: string | undefined }[]): string[] {
  if (draft.reposts) return []
  const ids = new Set<string>()
  for (const { id } of mentions) if (id) ids.add(id)
  if (draft.repliesTo && !draft.uncalled?.includes(draft.repliesTo.authorId)) ids.add(draft.repliesTo.authorId)
  ids.delete(draft.author.id)
  return [...ids]
}

function poll(world: World, wish: { options: string[]; durationMinutes: number }, at: number): Post['poll'] {
  return { id: world.ids.next(), ...wish, endsAt: at + wish.durationMinutes * 60_000 }
}
