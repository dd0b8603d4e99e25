import { join } from 'node:path'
import { Accounts } from './accounts.ts'
import { Apps } from './apps.ts'
import { Clock } from './clock.ts'
import { DirectMessages } from './direct-messages.ts'
import { Grants } from './grants.ts'
import { Likes } from './likes.ts'
import { MediaLibrary } from './media-library.ts'
import { OAuth1Tokens } from './oauth1-tokens.ts'
import { Posts } from './posts.ts'
import { Snowflakes } from './snowflakes.ts'

export interface WorldOptions {
  dataFolder?: string | undefined
  maxPosts?: number | undefined
}

/** Everything that exists in the small X. A reset replaces the parts; the world object itself stays. */
export class World {
  readonly clock = new Clock()
  readonly ids = new Snowflakes(() => this.clock.now())
  /** Where pictures can be fetched, e.g. `http://127.0.0.1:4281`; known once the server listens. */
  origin = ''
  /** Forces answers into the current ("post") words whatever the request says. */
  forceCurrentWords = false
  accounts = new Accounts()
  apps = new Apps()
  posts: Posts
  likes = new Likes()
  dms = new DirectMessages()
  media: MediaLibrary
  grants = new Grants(() => this.clock.now())
  oauth1 = new OAuth1Tokens()
  readonly #options: WorldOptions
  readonly #listeners = new Set<() => void>()

  constructor(options: WorldOptions = {}) {
    this.#options = options
    this.posts = new Posts(options.maxPosts)
    this.media = new MediaLibrary(mediaFolder(options))
    this.oauth1.seed(this.apps.all(), this.accounts.all())
  }

  /** Calls back after every change; returns the way to stop it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** To be called by whoever changed something. */
  changed(): void {
    for (const listener of this.#listeners) listener()
  }

  /** Back to the seeded world. Ids keep growing, so nothing old can be mistaken for something new. */
  reset(): void {
    for (const item of this.media.all()) void this.media.shelf.remove(item.id)
    this.clock.reset()
    this.forceCurrentWords = false
    this.accounts = new Accounts()
    this.apps = new Apps()
    this.posts = new Posts(this.#options.maxPosts)
    this.likes = new Likes()
    this.dms = new DirectMessages()
    this.media = new MediaLibrary(mediaFolder(this.#options))
    this.grants = new Grants(() => this.clock.now())
    this.oauth1 = new OAuth1Tokens()
    this.oauth1.seed(this.apps.all(), this.accounts.all())
    this.changed()
  }
}

function mediaFolder(options: WorldOptions): string | undefined {
  return options.dataFolder && join(options.dataFolder, 'media')
}
