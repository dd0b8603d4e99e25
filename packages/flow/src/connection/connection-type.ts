/** A sort of account a node can work with. `open` turns what is kept of a connection into the client that nodes use. */
export interface ConnectionType<C = unknown> {
  /** Stable, e.g. `x`. */
  name: string
  title: string
  open(grant: Grant): C
}

/** An authorised account, ready for one use. The secrets in it never leave the worker's memory. */
export interface Grant {
  connectionId: string
  /** The alias it was reached by, for messages. */
  alias: string
  account: { id: string; username: string; name: string }
  /** The secrets to sign with. Re-reads and refreshes when the token is near its end, or when `stale` says X refused it. */
  credential(options?: { stale?: string }): Promise<Credential>
  /** Loopback port of the sandbox, if the connection belongs to it; absent for the real service. */
  sandboxPort?: number
}

export type Credential =
  | { kind: 'oauth2'; accessToken: string }
  | { kind: 'oauth1'; consumerKey: string; consumerSecret: string; token: string; tokenSecret: string }
