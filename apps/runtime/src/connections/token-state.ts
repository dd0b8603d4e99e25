import { eq } from 'drizzle-orm'
import type { Database } from '@tailorbird/db/database'
import { connections, xApps } from '@tailorbird/db/schema/connections'
import type { Credential } from '@tailorbird/flow/connection/connection-type'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Logger } from 'pino'
import { Unreadable, type Vault } from '../secrets/vault.ts'
import { clientSecretOf, consumerSecretOf } from './app-secrets.ts'
import { openCredential } from './kept-credential.ts'
import { type XPlaces, placesOf } from './x-places.ts'
import { said } from '../words/said.ts'
import { saidIn } from '../words/kept.ts'

/** A connection as it is used: decrypted, with its app. Lives in the worker's memory only. */
export interface TokenState {
  connectionId: string
  account: { id: string; username: string; name: string }
  places: XPlaces
  app: { id: string; name: string; clientId: string; clientSecret: string | undefined }
  credential: Credential
  refreshToken: string | null
  version: number
  refusals: number
  expiresAt: Date | null
  /** X has refused the app's client ID or secret, and they are still the same. */
  isAppRefused: boolean
}

export interface TokenStore {
  db: Database
  vault: Vault
  sandboxUrl: string | undefined
  log?: Pick<Logger, 'warn'>
}

/** Reads and decrypts a connection. Throws `Failure` when it cannot be used until its owner does something. */
export async function readTokenState(store: TokenStore, connectionId: string): Promise<TokenState> {
  const [row] = await store.db
    .select({ connection: connections, app: xApps })
    .from(connections)
    .innerJoin(xApps, eq(xApps.id, connections.appId))
    .where(eq(connections.id, connectionId))
  if (!row) {
    throw new Failure(said('connection.gone'))
  }
  const { connection, app } = row
  const places = placesOf(app.target, store.sandboxUrl)
  if (connection.status === 'needs reconnect') throw needsReconnect(connection)
  try {
    const kept = openCredential(store.vault, connection)
    const { accountId, accountUsername, accountName, tokenVersion: version, refusals, expiresAt } = connection
    return {
      connectionId,
      account: { id: accountId, username: accountUsername, name: accountName },
      places,
      app: { id: app.id, name: app.name, clientId: app.clientId ?? '', clientSecret: clientSecretOf(store.vault, app) },
      credential:
        kept.kind === 'oauth2'
          ? { kind: 'oauth2', accessToken: kept.accessToken }
          : {
              kind: 'oauth1',
              consumerKey: app.consumerKey ?? '',
              consumerSecret: consumerSecretOf(store.vault, app) ?? '',
              token: kept.token,
              tokenSecret: kept.tokenSecret,
            },
      refreshToken: kept.kind === 'oauth2' ? kept.refreshToken : null,
      version,
      refusals,
      expiresAt,
      isAppRefused: connection.status === 'app refused',
    }
  } catch (error) {
    if (error instanceof Unreadable) throw unreadable(connection, error)
    throw error
  }
}

type ConnectionRow = typeof connections.$inferSelect

export function needsReconnect({
  id,
  accountUsername: username,
  trouble,
}: Pick<ConnectionRow, 'id' | 'accountUsername' | 'trouble'>) {
  const why = trouble === null ? said('connection.not-accepted', { username }) : saidIn(trouble)
  return new Failure(said('connection.needs-reconnect', { username, why }), { waitsForConnection: id })
}

export const appRefused = ({ app, connectionId }: Pick<TokenState, 'app' | 'connectionId'>, cause?: unknown) =>
  new Failure(said('x-app.misconfigured', { app: app.name }), { waitsForConnection: connectionId, cause })

function unreadable({ id, accountUsername }: ConnectionRow, cause: Unreadable) {
  return new Failure(said('connection.unreadable', { username: accountUsername }), { waitsForConnection: id, cause })
}
