import type { Post } from './post.ts'
import { rankOf } from './snowflakes.ts'

/** All posts, with an index for every question the API asks, so that no request walks through the world. */
export class Posts {
  readonly #maxPosts: number
  #all: Post[] = []
  #byId = new Map<string, Post>()
  #byAuthor = new Map<string, Post[]>()
  #byMention = new Map<string, Post[]>()
  #byConversation = new Map<string, Post[]>()
  #replies = new Map<string, Post[]>()
  #quotes = new Map<string, Post[]>()
  #reposts = new Map<string, Post[]>()
  /** Author, target and text to the newest post with them. */
  #said = new Map<string, Post>()

  /** @param maxPosts Above it the oldest tenth is forgotten; only for load tests. Default: keep everything. */
  constructor(maxPosts = Number.POSITIVE_INFINITY) {
    this.#maxPosts = maxPosts
  }

  /** Oldest first. */
  all(): readonly Post[] {
    return this.#all
  }

  byId(id: string): Post | undefined {
    return this.#byId.get(id)
  }

  by(authorId: string): readonly Post[] {
    return this.#byAuthor.get(authorId) ?? []
  }

  mentioning(userId: string): readonly Post[] {
    return this.#byMention.get(userId) ?? []
  }

  inConversation(id: string): readonly Post[] {
    return this.#byConversation.get(id) ?? []
  }

  repliesTo(id: string): readonly Post[] {
    return this.#replies.get(id) ?? []
  }

  quotesOf(id: string): readonly Post[] {
    return this.#quotes.get(id) ?? []
  }

  repostsOf(id: string): readonly Post[] {
    return this.#reposts.get(id) ?? []
  }

  repostBy(userId: string, sourceId: string): Post | undefined {
    return this.repostsOf(sourceId).find((post) => post.authorId === userId)
  }

  /** The author's newest post with the same words to the same post, however long ago. */
  sameAs(authorId: string, text: string, repliesToId: string | null): Post | undefined {
    return this.#said.get(saidKey(authorId, text, repliesToId))
  }

  add(post: Post): void {
    this.#all.push(post)
    this.#index(post)
    if (this.#all.length > this.#maxPosts) this.#forgetOldest()
  }

  /** Forgets a post and its reposts. Returns false when there was none. */
  remove(id: string): boolean {
    const post = this.#byId.get(id)
    if (!post) return false
    for (const repost of [...this.repostsOf(id)]) this.remove(repost.id)
    this.#byId.delete(id)
    takeOut(this.#all, id)
    for (const list of this.#listsOf(post)) takeOut(list, id)
    const key = saidKey(post.authorId, post.written, post.repliesToId)
    if (this.#said.get(key) === post) this.#said.delete(key)
    return true
  }

  load(posts: readonly Post[]): void {
    this.#all = []
    for (const map of this.#indexes()) map.clear()
    for (const post of posts) {
      this.#all.push(post)
      this.#index(post)
    }
  }

  #indexes(): Map<string, unknown>[] {
    return [
      this.#byId,
      this.#byAuthor,
      this.#byMention,
      this.#byConversation,
      this.#replies,
      this.#quotes,
      this.#reposts,
      this.#said,
    ]
  }

  #index(post: Post): void {
    this.#byId.set(post.id, post)
    for (const list of this.#listsOf(post)) list.push(post)
    if (post.written && !post.repostsId) {
      this.#said.set(saidKey(post.authorId, post.written, post.repliesToId), post)
    }
  }

  #listsOf(post: Post): Post[][] {
    const lists = [listIn(this.#byAuthor, post.authorId), listIn(this.#byConversation, post.conversationId)]
    for (const id of post.mentionedIds) lists.push(listIn(this.#byMention, id))
    if (post.repliesToId) lists.push(listIn(this.#replies, post.repliesToId))
    if (post.quotesId) lists.push(listIn(this.#quotes, post.quotesId))
    if (post.repostsId) lists.push(listIn(this.#reposts, post.repostsId))
    return lists
  }

  /** A tenth at a time: dropping one per post would move the whole list every time. */
  #forgetOldest(): void {
    this.load(this.#all.slice(Math.ceil(this.#maxPosts / 10)))
  }
}

function saidKey(authorId: string, text: string, repliesToId: string | null): string {
  return `${authorId} ${repliesToId ?? ''} ${text.normalize('NFC').trim()}`
}

function listIn(map: Map<string, Post[]>, key: string): Post[] {
  let list = map.get(key)
  if (!list) map.set(key, (list = []))
  return list
}

function takeOut(ascending: Post[], id: string): void {
  const rank = rankOf(ascending, id)
  if (ascending[rank]?.id === id) ascending.splice(rank, 1)
}
