import type { Account } from '../../world/accounts.ts'
import type { App, Permission } from '../../world/apps.ts'
import type { Endpoint } from './call.ts'
import type { Incoming } from '../../http/incoming.ts'
import type { Nonces } from '../../oauth1/nonces.ts'
import type { World } from '../../world/world.ts'
import { refusals } from './refusals.ts'
import { verifySignature } from '../../oauth1/verify-signature.ts'

export interface Caller {
  via: 'oauth2' | 'oauth1' | 'app'
  app: App
  user: Account | null
  /** OAuth 2.0 only. */
  scopes: readonly string[]
  /** OAuth 1.0a only. */
  permission: Permission
}

/** Who sent it. Throws X's 401 for a missing, expired, revoked or garbled token or signature. */
export function authenticate(incoming: Incoming, world: World, nonces: Nonces): Caller {
  const header = incoming.headers.authorization ?? ''
  const caller = /^bearer /i.test(header) ? byBearer(header.slice(7).trim(), world) : byOAuth1(incoming, world, nonces)
  if (!caller) throw refusals.unauthorized()
  return caller
}

function byBearer(token: string, world: World): Caller | null {
  const grant = world.grants.access(token)
  if (grant) {
    const app = world.apps.byClientId(grant.clientId)
    const user = world.accounts.byId(grant.userId)
    return app && user ? { via: 'oauth2', app, user, scopes: grant.scopes, permission: app.permission } : null
  }
  const app = world.apps.byBearer(token)
  return app ? { via: 'app', app, user: null, scopes: [], permission: 'read' } : null
}

function byOAuth1(incoming: Incoming, world: World, nonces: Nonces): Caller | null {
  const secretOf = (key: string, token: string) => world.oauth1.find(key, token)?.secret ?? null
  const signed = verifySignature(incoming, world, nonces, secretOf)
  const token = signed && world.oauth1.find(signed.app.consumerKey, signed.params.get('oauth_token') ?? '')
  const user = token && world.accounts.byId(token.userId)
  return user ? { via: 'oauth1', app: signed.app, user, scopes: [], permission: token.permission } : null
}

const levels: Record<Permission, readonly Endpoint['level'][]> = {
  read: ['read'],
  'read-write': ['read', 'write'],
  'read-write-dm': ['read', 'write', 'dm'],
}

/** Throws X's 403 when the caller's kind of token, scopes or permission do not reach this endpoint. */
export function requireAccess(caller: Caller, endpoint: Endpoint): void {
  if (caller.via === 'app') {
    if (endpoint.auth === 'user') throw refusals.unsupportedAuth()
    return
  }
  if (caller.via === 'oauth1') {
    if (!levels[caller.permission].includes(endpoint.level)) throw refusals.oauth1Permissions()
    return
  }
  if (!endpoint.scopes.every((scope) => caller.scopes.includes(scope))) throw refusals.scopeMissing()
}
