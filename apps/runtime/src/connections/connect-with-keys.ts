import { failureSaid } from '@tailorbird/flow/node/failure-said'
import { clientFor } from '@tailorbird/nodes/x/client'
import { asXFailure } from '@tailorbird/nodes/x/failures'
import { Refusal, inTheWay, wrongFields } from '../ground/refusal.ts'
import { consumerSecretOf } from './app-secrets.ts'
import { connectAccount } from './connect-account.ts'
import { type Account, accountOf } from './consent-strategy.ts'
import { type ConnectionDeps, findXApp } from './x-apps.ts'
import { placesOf } from './x-places.ts'
import { said } from '../words/said.ts'

interface Keys {
  appId: string
  accessToken: string
  accessTokenSecret: string
  userId: string
}

/** Connects an account with the four keys of OAuth 1.0a, after X has said whose they are. Returns the connection's id. */
export async function connectWithKeys(
  deps: ConnectionDeps,
  { appId, accessToken, accessTokenSecret, userId }: Keys,
): Promise<string> {
  const { db, vault, config } = deps
  const app = await findXApp(db, appId)
  const consumerSecret = consumerSecretOf(vault, app)
  if (!app.consumerKey || consumerSecret === undefined) {
    throw inTheWay('app-without-keys', said('x-app.no-consumer-key', { app: app.name }))
  }
  const { sandboxPort } = placesOf(app.target, config.sandboxUrl)
  const signed = {
    kind: 'oauth1' as const,
    consumerKey: app.consumerKey,
    consumerSecret,
    token: accessToken,
    tokenSecret: accessTokenSecret,
  }
  const account = await whoHas(signed, { sandboxPort, appName: app.name })
  const credential = { kind: 'oauth1' as const, token: accessToken, tokenSecret: accessTokenSecret }
  return db.transaction((tx) =>
    connectAccount(tx, { vault, appId, account, credential, scopes: [], expiresAt: null, connectionId: null, userId }),
  )
}

async function whoHas(
  keys: Parameters<typeof clientFor>[0],
  { sandboxPort, appName }: { sandboxPort: number | undefined; appName: string },
): Promise<Account> {
  try {
    const { data } = await clientFor(keys, sandboxPort).v2.me({
      'user.fields': ['profile_image_url', 'name', 'username'],
    })
    return accountOf(data)
  } catch (cause) {
    const { data } = asXFailure(cause, { effect: 'reads', username: 'this account', connectionId: '', now: new Date() })
    if (data.code === 'x.unauthorized') {
      const wrong = said('connection.wrong-keys', { app: appName })
      throw wrongFields([{ path: 'accessToken', wrong }])
    }
    const told = said('connection.not-confirmed', { why: failureSaid(data) })
    throw new Refusal({ status: 502, type: 'x-refused', told, cause })
  }
}
