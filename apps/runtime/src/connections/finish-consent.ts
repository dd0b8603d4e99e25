import { and, eq } from 'drizzle-orm'
import { connections } from '@tailorbird/db/schema/connections'
import { appClientFor } from '@tailorbird/nodes/x/client'
import { inTheWay } from '../ground/refusal.ts'
import { clientSecretOf } from './app-secrets.ts'
import { connectAccount } from './connect-account.ts'
import { type AttemptRow, settleAttempt } from './consent-attempts.ts'
import type { Consented } from './consent-strategy.ts'
import { type ConnectionDeps, findXApp } from './x-apps.ts'
import { placesOf } from './x-places.ts'
import { said } from '../words/said.ts'

/** Keeps what a consent brought, together with its success, or throws and keeps nothing. Returns the connection's id. */
export async function finishConsent(deps: ConnectionDeps, attempt: AttemptRow, brought: Consented): Promise<string> {
  try {
    refuseMissing(attempt.scopes, brought.scopes)
    const { account, accessToken, refreshToken, scopes, expiresAt } = brought
    return await deps.db.transaction(async (tx) => {
      const { appId, connectionId, userId } = attempt
      const credential = { kind: 'oauth2' as const, accessToken, refreshToken }
      const id = await connectAccount(tx, {
        vault: deps.vault,
        appId,
        account,
        credential,
        scopes,
        expiresAt,
        connectionId,
        userId,
      })
      await settleAttempt(tx, attempt.id, {
        status: 'connected',
        message: `@${account.username} is connected.`,
        connectionId: id,
      })
      return id
    })
  } catch (error) {
    void revoke(deps, attempt.appId, brought)
    throw error
  }
}

function refuseMissing(asked: readonly string[], granted: readonly string[]) {
  const missing = asked.filter((scope) => !granted.includes(scope))
  if (missing.length === 0) return
  throw inTheWay('scopes-missing', said('connection.scopes-missing', { scopes: missing }))
}

/** Tokens that are not kept shall not live on. Best effort. An account that is connected through the same app is left alone:
 *  nobody has written down whether X then ends the other tokens too. */
async function revoke(
  { db, vault, config }: ConnectionDeps,
  appId: string,
  { account, accessToken, refreshToken }: Consented,
) {
  try {
    const [twin] = await db
      .select({ id: connections.id })
      .from(connections)
      .where(and(eq(connections.appId, appId), eq(connections.accountId, account.id)))
    if (twin) return
    const app = await findXApp(db, appId)
    const clientSecret = clientSecretOf(vault, app)
    const keys = { clientId: app.clientId ?? '', ...(clientSecret !== undefined && { clientSecret }) }
    const client = appClientFor(keys, placesOf(app.target, config.sandboxUrl).sandboxPort)
    await client.revokeOAuth2Token(accessToken, 'access_token')
    if (refreshToken !== null) await client.revokeOAuth2Token(refreshToken, 'refresh_token')
  } catch {
    // They end by themselves, and nobody has them.
  }
}
