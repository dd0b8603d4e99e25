import { randomBytes } from 'node:crypto'
import { z } from 'zod'

/** Access tokens live two hours, codes thirty seconds (X's docs); refresh tokens about six months (observed). */
export const accessTokenSeconds = 7200
const codeMs = 30_000
const refreshMs = 183 * 24 * 3600 * 1000

export const grantTokenSchema = z.object({
  token: z.string(),
  kind: z.enum(['access', 'refresh']),
  clientId: z.string(),
  userId: z.string(),
  scopes: z.array(z.string()),
  /** All tokens that descend from one consent; re-using a spent refresh token ends them all. */
  family: z.string(),
  expiresAt: z.number(),
  spent: z.boolean(),
})

export type GrantToken = z.infer<typeof grantTokenSchema>

/** What a consent was given for, waiting to be exchanged. */
export interface GrantedCode {
  code: string
  clientId: string
  userId: string
  scopes: string[]
  redirectUri: string
  challenge: string
  challengeMethod: 'S256' | 'plain'
  expiresAt: number
}

interface Grantee {
  clientId: string
  userId: string
  scopes: string[]
}

/** OAuth 2.0 codes and tokens. */
export class Grants {
  readonly #now: () => number
  readonly #codes = new Map<string, GrantedCode>()
  readonly #tokens = new Map<string, GrantToken>()
  readonly #families = new Map<string, Set<string>>()

  constructor(now: () => number) {
    this.#now = now
  }

  addCode(code: Omit<GrantedCode, 'code' | 'expiresAt'>): GrantedCode {
    for (const [key, old] of this.#codes) if (old.expiresAt < this.#now()) this.#codes.delete(key)
    const granted = { ...code, code: secret(), expiresAt: this.#now() + codeMs }
    this.#codes.set(granted.code, granted)
    return granted
  }

  /** Looking at a code spends it, whatever comes of it. Undefined when unknown, spent or older than 30 s. */
  takeCode(code: string): GrantedCode | undefined {
    const granted = this.#codes.get(code)
    this.#codes.delete(code)
    return granted && granted.expiresAt >= this.#now() ? granted : undefined
  }

  /** A new pair; the refresh token only when `offline.access` was granted. */
  issue(grantee: Grantee, family: string = secret()): { access: GrantToken; refresh: GrantToken | null } {
    const { clientId, userId, scopes } = grantee
    const make = (kind: GrantToken['kind'], lifeMs: number): GrantToken => {
      const token = { token: secret(), kind, clientId, userId, scopes, family, spent: false }
      return this.#keep({ ...token, expiresAt: this.#now() + lifeMs })
    }
    const access = make('access', accessTokenSeconds * 1000)
    return { access, refresh: scopes.includes('offline.access') ? make('refresh', refreshMs) : null }
  }

  /** Spends a refresh token and issues the next pair. Undefined when unknown, expired or spent before. */
  rotate(token: string, clientId: string): ReturnType<Grants['issue']> | undefined {
    const old = this.#tokens.get(token)
    if (!old || old.kind !== 'refresh' || old.clientId !== clientId) return undefined
    if (old.spent) {
      this.#endFamily(old.family)
      return undefined
    }
    if (old.expiresAt < this.#now()) return undefined
    old.spent = true
    return this.issue(old, old.family)
  }

  /** The access token, when it is still good. */
  access(token: string): GrantToken | undefined {
    const found = this.#tokens.get(token)
    return found?.kind === 'access' && found.expiresAt > this.#now() ? found : undefined
  }

  /** Ends a token; a refresh token takes its whole family with it. Only the app that owns it may. */
  revoke(token: string, clientId: string): void {
    const found = this.#tokens.get(token)
    if (!found || found.clientId !== clientId) return
    if (found.kind === 'refresh') this.#endFamily(found.family)
    else this.#tokens.delete(token)
  }

  /** What the account's owner does under "connected apps". Returns how many tokens ended. */
  disconnect(userId: string, clientId?: string): number {
    let ended = 0
    for (const token of [...this.#tokens.values()]) {
      if (token.userId !== userId || (clientId && token.clientId !== clientId)) continue
      this.#tokens.delete(token.token)
      ended++
    }
    return ended
  }

  dump(): GrantToken[] {
    return [...this.#tokens.values()].filter((token) => token.expiresAt > this.#now())
  }

  load(tokens: readonly GrantToken[]): void {
    for (const token of tokens) this.#keep(token)
  }

  #keep(token: GrantToken): GrantToken {
    this.#tokens.set(token.token, token)
    const family = this.#families.get(token.family) ?? new Set()
    this.#families.set(token.family, family.add(token.token))
    return token
  }

  #endFamily(family: string): void {
    for (const token of this.#families.get(family) ?? []) this.#tokens.delete(token)
    this.#families.delete(family)
  }
}

/** An unguessable word of 43 letters. */
function secret(): string {
  return randomBytes(32).toString('base64url')
}
