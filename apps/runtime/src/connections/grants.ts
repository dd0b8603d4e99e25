import { and, eq } from 'drizzle-orm'
import type { Listener } from '@tailorbird/db/listener'
import { aliasBindings, aliases } from '@tailorbird/db/schema/connections'
import type { Grant } from '@tailorbird/flow/connection/connection-type'
import { Failure } from '@tailorbird/flow/node/failure'
import { CHANGES } from './announce-change.ts'
import { LiveConnection } from './live-connection.ts'
import type { TokenStore } from './token-state.ts'
import { said } from '@tailorbird/flow/words/said'

interface Named {
  alias: string
  environment: string
  /** The connection the alias led to when what is to be finished was begun. */
  connectionId?: string | undefined
}

/** Opens connections for nodes. An alias that was opened before costs no query until something changes in any process. */
export class Grants {
  readonly #store: TokenStore
  readonly #listener: Listener
  readonly #byAlias = new Map<string, Promise<Grant>>()
  readonly #live = new Map<string, LiveConnection>()

  constructor({ listener, ...store }: TokenStore & { listener: Listener }) {
    this.#store = store
    this.#listener = listener
    listener.on(CHANGES, () => this.forget())
    listener.onGap(() => this.forget())
  }

  /** The account an alias leads to in an environment, or the one it led to before. Throws `Failure`. */
  openGrant = ({ alias, environment, connectionId }: Named): Promise<Grant> => {
    if (connectionId !== undefined) return this.ofConnection(connectionId, alias)
    if (!this.#listener.isListening) this.forget()
    const key = `${environment} ${alias}`
    const known = this.#byAlias.get(key)
    if (known) return known
    const opening = this.#open({ alias, environment })
    this.#byAlias.set(key, opening)
    opening.catch(() => {
      if (this.#byAlias.get(key) === opening) this.#byAlias.delete(key)
    })
    return opening
  }

  /** A connection by its id. Throws `Failure`. */
  ofConnection(connectionId: string, name: string): Promise<Grant> {
    if (!this.#listener.isListening) this.forget()
    return this.#connection(connectionId).grant(name)
  }

  /** Whatever is used next is read anew. Changes made in this process call it at once, those of others by a notification. */
  forget() {
    this.#byAlias.clear()
    for (const live of this.#live.values()) live.forget()
  }

  async #open({ alias, environment }: Named): Promise<Grant> {
    const [row] = await this.#store.db
      .select({ connectionId: aliasBindings.connectionId })
      .from(aliases)
      .leftJoin(aliasBindings, and(eq(aliasBindings.aliasId, aliases.id), eq(aliasBindings.environment, environment)))
      .where(eq(aliases.name, alias))
    if (!row) {
      throw new Failure(said('alias.gone', { alias }))
    }
    if (row.connectionId === null) {
      throw new Failure(said('alias.unbound', { alias, environment }))
    }
    return this.#connection(row.connectionId).grant(alias)
  }

  /** One object per connection, however many aliases lead to it: they share the tokens. */
  #connection(id: string): LiveConnection {
    const known = this.#live.get(id)
    if (known) return known
    const live = new LiveConnection(this.#store, id)
    this.#live.set(id, live)
    return live
  }
}
