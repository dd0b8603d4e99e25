import type { Credential, Grant } from '@tailorbird/flow/connection/connection-type'
import { later, needsRenewal, renewToken, stillGood } from './renew-token.ts'
import { type TokenState, type TokenStore, readTokenState } from './token-state.ts'
import { within } from '../ground/within.ts'
import { said } from '../words/said.ts'

/** After a renewal that did not work, a token that is still good is used for this long before X is asked again. */
const REST_MS = 30_000

/** Longer than X may take. The renewal itself goes on: new tokens are written until they are written. */
const RENEWAL_MS = 50_000
const notYet = () => later(said('connection.renewing'), undefined)

/** One connection in this process's memory. What it hands out costs no query until something changes. */
export class LiveConnection {
  readonly #store: TokenStore
  readonly #id: string
  #state: Promise<TokenState> | undefined
  #renewing: Promise<TokenState> | undefined
  #restUntil = 0

  constructor(store: TokenStore, id: string) {
    this.#store = store
    this.#id = id
  }

  /** The next use reads the database again. */
  forget() {
    this.#state = undefined
  }

  async grant(alias: string): Promise<Grant> {
    const { connectionId, account, places } = await this.#read()
    const { sandboxPort } = places
    const credential: Grant['credential'] = ({ stale } = {}) => this.#credential(stale)
    return { connectionId, alias, account, credential, ...(sandboxPort !== undefined && { sandboxPort }) }
  }

  async #credential(stale: string | undefined): Promise<Credential> {
    const state = await this.#read()
    if (!needsRenewal(state, stale)) return state.credential
    const good = stillGood(state, stale)
    if (good && Date.now() < this.#restUntil) return state.credential
    try {
      const renewed = await within(RENEWAL_MS, this.#renewed(stale), notYet)
      // Shared with somebody who wanted less: the token that X refused us may have been good enough for them.
      return (needsRenewal(renewed, stale) ? await within(RENEWAL_MS, this.#renewed(stale), notYet) : renewed)
        .credential
    } catch (error) {
      if (!good) throw error
      this.#restUntil = Date.now() + REST_MS
      return state.credential
    }
  }

  /** Callers at the same time share one renewal. */
  #renewed(stale: string | undefined): Promise<TokenState> {
    this.#renewing ??= renewToken(this.#store, this.#id, stale)
      .then((state) => {
        this.#state = Promise.resolve(state)
        return state
      })
      .finally(() => {
        this.#renewing = undefined
      })
    return this.#renewing
  }

  #read(): Promise<TokenState> {
    if (this.#state) return this.#state
    const reading = readTokenState(this.#store, this.#id)
    this.#state = reading
    reading.catch(() => {
      if (this.#state === reading) this.#state = undefined
    })
    return reading
  }
}
