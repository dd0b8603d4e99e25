/** Who likes which post, newest like last. */
export class Likes {
  readonly #byUser = new Map<string, Set<string>>()
  readonly #byPost = new Map<string, Set<string>>()

  /** Liking twice is liking once. */
  add(userId: string, postId: string): void {
    setIn(this.#byUser, userId).add(postId)
    setIn(this.#byPost, postId).add(userId)
  }

  remove(userId: string, postId: string): void {
    this.#byUser.get(userId)?.delete(postId)
    this.#byPost.get(postId)?.delete(userId)
  }

  by(userId: string): string[] {
    return [...(this.#byUser.get(userId) ?? [])]
  }

  of(postId: string): string[] {
    return [...(this.#byPost.get(postId) ?? [])]
  }

  count(postId: string): number {
    return this.#byPost.get(postId)?.size ?? 0
  }

  dump(): [string, string[]][] {
    return [...this.#byUser].map(([userId, posts]) => [userId, [...posts]])
  }

  load(dump: readonly (readonly [string, readonly string[]])[]): void {
    for (const [userId, posts] of dump) for (const postId of posts) this.add(userId, postId)
  }
}

function setIn(map: Map<string, Set<string>>, key: string): Set<string> {
  let set = map.get(key)
  if (!set) map.set(key, (set = new Set()))
  return set
}
