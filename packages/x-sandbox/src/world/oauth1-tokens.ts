import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Account } from './accounts.ts'
import type { App } from './apps.ts'

export const oauth1TokenSchema = z.object({
  token: z.string(),
  secret: z.string(),
  consumerKey: z.string(),
  userId: z.string(),
  permission: z.enum(['read', 'read-write', 'read-write-dm']),
})

/** An OAuth 1.0a access token. It has no end, and keeps the permission its app had when it was issued. */
export type OAuth1Token = z.infer<typeof oauth1TokenSchema>

/** A request token on its way through consent. */
export interface RequestToken {
  token: string
  secret: string
  consumerKey: string
  callback: string
  permission: OAuth1Token['permission']
  userId: string | null
  verifier: string | null
}

/** OAuth 1.0a tokens by consumer key and token. */
export class OAuth1Tokens {
  readonly #tokens = new Map<string, OAuth1Token>()
  readonly #requests = new Map<string, RequestToken>()

  /** The four keys of an account and an app are fixed, so that a person can copy them from the sandbox's page. */
  seed(apps: readonly App[], accounts: readonly Account[]): void {
    for (const app of apps) {
      for (const account of accounts) {
        const secret = `${account.username}-sandbox-token-secret`
        const token = { token: `${account.id}-sandbox-token`, secret, userId: account.id }
        this.#keep({ ...token, consumerKey: app.consumerKey, permission: app.permission })
      }
    }
  }

  find(consumerKey: string, token: string): OAuth1Token | undefined {
    return this.#tokens.get(`${consumerKey} ${token}`)
  }

  issue(consumerKey: string, userId: string, permission: OAuth1Token['permission']): OAuth1Token {
    const token = { token: `${userId}-${word(20)}`, secret: word(32), consumerKey, userId, permission }
    return this.#keep(token)
  }

  revoke(consumerKey: string, token: string): void {
    this.#tokens.delete(`${consumerKey} ${token}`)
  }

  addRequest(request: Pick<RequestToken, 'consumerKey' | 'callback' | 'permission'>): RequestToken {
    // Consent takes minutes at most: keeping a few hundred open requests is plenty.
    if (this.#requests.size > 500) this.#requests.clear()
    const kept = { ...request, token: word(20), secret: word(32), userId: null, verifier: null }
    this.#requests.set(kept.token, kept)
    return kept
  }

  request(token: string): RequestToken | undefined {
    return this.#requests.get(token)
  }

  endRequest(token: string): void {
    this.#requests.delete(token)
  }

  dump(): OAuth1Token[] {
    return [...this.#tokens.values()]
  }

  load(tokens: readonly OAuth1Token[]): void {
    this.#tokens.clear()
    for (const token of tokens) this.#keep(token)
  }

  #keep(token: OAuth1Token): OAuth1Token {
    this.#tokens.set(`${token.consumerKey} ${token.token}`, token)
    return token
  }
}

function word(bytes: number): string {
  return randomBytes(bytes).toString('base64url').replace(/[-_]/g, 'x')
}
