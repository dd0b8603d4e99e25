import type { Account } from '../world/accounts.ts'
import type { DmEvent } from '../world/direct-messages.ts'
import type { Post } from '../world/post.ts'
import type { World } from '../world/world.ts'

function nameOf(world: World, id: string | null): string | null {
  return id === null ? null : (world.accounts.byId(id)?.username ?? null)
}

/** An account for tests and set-up screens, with the four keys' token pair. */
export function describeAccount(world: World, account: Account) {
  return {
    id: account.id,
    username: account.username,
    name: account.name,
    avatarUrl: `${world.origin}/avatars/${account.username}.svg`,
    verified: account.verified,
    acceptsDms: account.acceptsDms,
    oauth1: { token: `${account.id}-sandbox-token`, secret: `${account.username}-sandbox-token-secret` },
  }
}

/** A post with everything a test wants to know. */
export function describePost(world: World, post: Post) {
  return {
    id: post.id,
    username: nameOf(world, post.authorId),
    text: post.text,
    written: post.written,
    createdAt: new Date(post.at).toISOString(),
    conversationId: post.conversationId,
    inReplyTo: post.repliesToId,
    quotes: post.quotesId,
    reposts: post.repostsId,
    media: post.mediaIds.map((id) => describeMedia(world, id)),
    poll: post.poll && { options: post.poll.options, durationMinutes: post.poll.durationMinutes },
    replySettings: post.replySettings,
    madeWithAi: post.madeWithAi,
    paidPartnership: post.paidPartnership,
    likedBy: world.likes.of(post.id).map((id) => nameOf(world, id)),
    repostedBy: world.posts.repostsOf(post.id).map((repost) => nameOf(world, repost.authorId)),
  }
}

function describeMedia(world: World, id: string) {
  const item = world.media.byId(id)
  const url = `${world.origin}/media/${id}`
  if (!item) return { id, key: null, type: null, altText: null, url, width: 0, height: 0 }
  const { key, type, altText, width, height } = item
  return { id, key, type, altText, url, width, height }
}

export function describeMessage(world: World, event: DmEvent) {
  const participants = world.dms.conversation(event.conversationId)?.participantIds ?? []
  return {
    id: event.id,
    type: event.type,
    conversationId: event.conversationId,
    from: nameOf(world, event.senderId),
    to: participants.filter((id) => id !== event.senderId).map((id) => nameOf(world, id)),
    text: event.text,
    media: event.mediaIds.map((id) => describeMedia(world, id)),
    createdAt: new Date(event.at).toISOString(),
  }
}
