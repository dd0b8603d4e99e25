import type { Account } from '../../world/accounts.ts'
import type { App } from '../../world/apps.ts'
import type { FaultBook } from '../../faults/fault-book.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { Reply } from '../../http/reply.ts'
import type { World } from '../../world/world.ts'

/** A request whose sender is known and allowed to ask. */
export interface Call {
  world: World
  faults: FaultBook
  incoming: Incoming
  params: Record<string, string>
  app: App
  /** Null with an app-only bearer. */
  user: Account | null
}

export interface UserCall extends Call {
  user: Account
}

interface EndpointFace {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** OAuth 2.0 scopes that the token must have, all of them. */
  scopes: readonly string[]
  /** What an OAuth 1.0a token must be allowed. */
  level: 'read' | 'write' | 'dm'
  /** Largest body in bytes; default 1 MB. */
  maxBytes?: number
}

/** One line of the API: `user` endpoints refuse an app-only bearer, `any` endpoints take it as well. */
export type Endpoint = EndpointFace &
  (
    | { auth: 'user'; run: (call: UserCall) => Reply | Promise<Reply> }
    | { auth: 'any'; run: (call: Call) => Reply | Promise<Reply> }
  )

export const readScopes = ['tweet.read', 'users.read'] as const
