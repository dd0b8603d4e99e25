import { failureSaid } from '@tailorbird/flow/node/failure-said'
import { clientFor } from '@tailorbird/nodes/x/client'
import { asXFailure } from '@tailorbird/nodes/x/failures'
import { Refusal, inTheWay, wrongFields } from '../ground/refusal.ts'
import { consumerSecretOf } from './app-secrets.ts'
import { connectAccount } from './connect-account.ts'
import { type Account, accountOf } from './consent-strategy.ts'
import { type ConnectionDeps, findXApp } from './x-apps.ts'
import { placesOf } from './x-places.ts'
import { advice } from '../words/sentence.ts'

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
    throw inTheWay('app-without-keys', `The X app "${app.name}" has no consumer key and secret. Add them first.`)
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
      const message = `X does not accept these keys. Check that all four belong to "${appName}"; after a change of the app's permissions the access token must be generated anew.`
      throw wrongFields([{ path: 'accessToken', message }])
    }
    const detail = advice(failureSaid(data))
    throw new Refusal({ status: 502, type: 'x-refused', title: 'X did not confirm the account', detail, cause })
  }
}
