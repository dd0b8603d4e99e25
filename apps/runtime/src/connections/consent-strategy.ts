import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Request } from 'express'
import { Strategy, type StateStore, type StrategyOptions, type VerifyCallback } from 'passport-oauth2'
import { consentAttempts } from '@tailorbird/db/schema/connections'
import { clientFor } from '@tailorbird/nodes/x/client'
import { clientSecretOf } from './app-secrets.ts'
import { type AttemptRow, useUpState } from './consent-attempts.ts'
import { type ConnectionDeps, findXApp } from './x-apps.ts'
import { placesOf } from './x-places.ts'

/** What a consent brought. */
export interface Consented {
  accessToken: string
  refreshToken: string | null
  scopes: string[]
  expiresAt: Date
  account: Account
}

export interface Account {
  id: string
  username: string
  name: string
  avatarUrl: string | null
}

/** X's answer when it gave no tokens. */
export class TokenRefused extends Error {
  override name = 'TokenRefused'
  readonly status: number
  readonly body: string

  constructor(status: number, body: string) {
    super(`X refused the code (${status})`)
    this.status = status
    this.body = body
  }
}

/** The tokens came, and then X would not say whose they are. */
export class AccountUnknown extends Error {
  override name = 'AccountUnknown'
}

/** A passport strategy for one consent: each attempt belongs to an X app of its own. Throws `Failure` and `Unreadable`. */
export async function consentStrategy(deps: ConnectionDeps, attempt: AttemptRow): Promise<Strategy> {
  const app = await findXApp(deps.db, attempt.appId)
  const places = placesOf(app.target, deps.config.sandboxUrl)
  const clientSecret = clientSecretOf(deps.vault, app)
  const options: StrategyOptions = {
    authorizationURL: places.authorizeUrl,
    tokenURL: places.tokenUrl,
    clientID: app.clientId ?? '',
    clientSecret: clientSecret ?? '',
    callbackURL: deps.config.callbackUrl,
    scope: attempt.scopes,
    pkce: true,
    // The types know no store that keeps a PKCE verifier; the library does.
    store: stateStore(deps, attempt) as unknown as StateStore,
    // X wants a confidential app's secret here; the library alone sends it in the body.
    ...(clientSecret !== undefined && { customHeaders: { Authorization: basic(app.clientId ?? '', clientSecret) } }),
  }
  return new XStrategy(options, places.sandboxPort)
}

class XStrategy extends Strategy {
  // No `#`: passport works with an object that inherits from this one.
  readonly sandboxPort: number | undefined

  constructor(options: StrategyOptions, sandboxPort: number | undefined) {
    super(options, consented)
    this.sandboxPort = sandboxPort
  }

  override userProfile(accessToken: string, done: (error?: Error | null, profile?: Account) => void) {
    clientFor({ kind: 'oauth2', accessToken }, this.sandboxPort)
      .v2.me({ 'user.fields': ['profile_image_url', 'name', 'username'] })
      .then(
        ({ data }) => done(null, accountOf(data)),
        (cause: unknown) => done(new AccountUnknown('X did not say whose sign-in this is.', { cause })),
      )
  }

  override parseErrorResponse(body: string, status: number): Error {
    return new TokenRefused(status, body)
  }
}

export const accountOf = (user: {
  id: string
  username: string
  name: string
  profile_image_url?: string
}): Account => ({
  id: user.id,
  username: user.username,
  name: user.name,
  avatarUrl: user.profile_image_url ?? null,
})

interface Granted {
  scope?: string
  expires_in?: number
}

function consented(
  accessToken: string,
  refreshToken: string | undefined,
  granted: Granted,
  account: Account,
  done: VerifyCallback,
) {
  const expiresAt = new Date(Date.now() + (granted.expires_in ?? 7200) * 1000)
  const scopes = granted.scope?.split(' ').filter(Boolean) ?? []
  const brought: Consented = { accessToken, refreshToken: refreshToken ?? null, scopes, expiresAt, account }
  // passport's types call everything that a strategy brings a user; `authorize` takes it for an account.
  done(null, brought as unknown as Express.User)
}

/** Keeps `state` and the PKCE verifier in the attempt's row: any process may get the answer, and only once. */
function stateStore(deps: ConnectionDeps, attempt: AttemptRow) {
  const place = { table: 'consent_attempts', row: attempt.id, column: 'verifier' }
  return {
    store(
      _req: Request,
      verifier: string,
      _state: unknown,
      _meta: unknown,
      done: (error: Error | null, state?: string) => void,
    ) {
      const state = randomBytes(32).toString('base64url')
      deps.db
        .update(consentAttempts)
        .set({ state, verifier: deps.vault.seal(verifier, place) })
        .where(eq(consentAttempts.id, attempt.id))
        .then(() => done(null, state), done)
    },
    verify(
      _req: Request,
      state: string,
      _meta: unknown,
      done: (error: Error | null, verifier?: string | false, info?: unknown) => void,
    ) {
      useUpState(deps.db, { id: attempt.id, state })
        .then((mine) => {
          if (!mine || !attempt.verifier) return done(null, false, { message: 'used' })
          return done(null, deps.vault.open(attempt.verifier, place))
        })
        .catch(done)
    },
  }
}

const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`
