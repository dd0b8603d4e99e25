import type { Incoming } from '../http/incoming.ts'
import type { Nonces } from './nonces.ts'
import type { Reply } from '../http/reply.ts'
import type { RequestToken } from '../world/oauth1-tokens.ts'
import type { World } from '../world/world.ts'
import { couldNotAuthenticate, formReply, oauth1Error } from './text-reply.ts'
import { json } from '../http/reply.ts'
import { readFields } from '../http/incoming.ts'
import { redirectAllowed } from '../world/apps.ts'
import { verifySignature } from './verify-signature.ts'

/** `POST /oauth/request_token`: the first leg. */
export function requestToken(incoming: Incoming, world: World, nonces: Nonces): Reply {
  const signed = verifySignature(incoming, world, nonces, (_key, token) => (token ? null : ''))
  if (!signed) throw couldNotAuthenticate()
  const callback = signed.params.get('oauth_callback') ?? readFields(incoming).get('oauth_callback') ?? ''
  if (callback !== 'oob' && !redirectAllowed(signed.app, callback)) {
    throw oauth1Error(403, 415, 'Callback URL not approved for this client application.')
  }
  const wish = incoming.query.get('x_auth_access_type') ?? readFields(incoming).get('x_auth_access_type')
  const permission = wish === 'read' ? 'read' : signed.app.permission
  const request = world.oauth1.addRequest({ consumerKey: signed.app.consumerKey, callback, permission })
  return formReply({
    oauth_token: request.token,
    oauth_token_secret: request.secret,
    oauth_callback_confirmed: 'true',
  })
}

/** `POST /oauth/access_token`: the last leg, after the account's owner agreed. */
export function accessToken(incoming: Incoming, world: World, nonces: Nonces): Reply {
  const found: { request?: RequestToken | undefined } = {}
  const signed = verifySignature(incoming, world, nonces, (key, token) => {
    const request = world.oauth1.request(token)
    found.request = request?.consumerKey === key ? request : undefined
    return found.request?.secret ?? null
  })
  const { request } = found
  const verifier =
    signed?.params.get('oauth_verifier') ??
    readFields(incoming).get('oauth_verifier') ??
    incoming.query.get('oauth_verifier')
  const account = request?.userId ? world.accounts.byId(request.userId) : undefined
  if (!signed || !request || !account || !verifier || request.verifier !== verifier) throw couldNotAuthenticate()
  world.oauth1.endRequest(request.token)
  const token = world.oauth1.issue(request.consumerKey, account.id, request.permission)
  world.changed()
  return formReply({
    oauth_token: token.token,
    oauth_token_secret: token.secret,
    user_id: account.id,
    screen_name: account.username,
  })
}

/** `POST /1.1/oauth/invalidate_token`: ends the token that signs the request. */
export function invalidateToken(incoming: Incoming, world: World, nonces: Nonces): Reply {
  const secretOf = (key: string, token: string) => world.oauth1.find(key, token)?.secret ?? null
  const signed = verifySignature(incoming, world, nonces, secretOf)
  if (!signed) throw oauth1Error(401, 89, 'Invalid or expired token.')
  const token = signed.params.get('oauth_token') ?? ''
  world.oauth1.revoke(signed.app.consumerKey, token)
  world.changed()
  return json(200, { access_token: token })
}
