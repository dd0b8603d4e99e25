import { createHash } from 'node:crypto'
import type { GrantedCode, GrantToken } from '../world/grants.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import { accessTokenSeconds } from '../world/grants.ts'
import { basicOf, clientOf, missingParam, oauth2Error } from './client-auth.ts'
import { json } from '../http/reply.ts'
import { oauth1Error } from '../oauth1/text-reply.ts'
import { readFields } from '../http/incoming.ts'

/** `POST /2/oauth2/token`: a code or a refresh token becomes a pair of tokens. Takes forms and JSON. */
export function exchangeToken(incoming: Incoming, world: World): Reply {
  const fields = readFields(incoming)
  const app = clientOf(incoming, fields, world)
  const need = (name: string) => {
    const value = fields.get(name)
    if (!value) throw missingParam(name)
    return value
  }
  const kind = need('grant_type')
  if (kind === 'authorization_code') {
    const code = world.grants.takeCode(need('code'))
    const [redirectUri, verifier] = [need('redirect_uri'), need('code_verifier')]
    if (!code || code.clientId !== app.clientId || !provesChallenge(code, verifier)) {
      throw oauth2Error(400, 'invalid_request', 'Value passed for the authorization code was invalid.')
    }
    if (code.redirectUri !== redirectUri) {
      const wrong = 'Value passed for the redirect uri did not match the uri of the authorization code.'
      throw oauth2Error(400, 'invalid_request', wrong)
    }
    return pairReply(world, world.grants.issue(code))
  }
  if (kind === 'refresh_token') {
    const pair = world.grants.rotate(need('refresh_token'), app.clientId)
    world.changed()
    if (!pair) throw oauth2Error(400, 'invalid_request', 'Value passed for the token was invalid.')
    return pairReply(world, pair)
  }
  throw oauth2Error(400, 'unsupported_grant_type', `Unsupported grant type [${kind}].`)
}

/** `POST /2/oauth2/revoke`. Revoking what is gone already succeeds as well (RFC 7009). */
export function revokeToken(incoming: Incoming, world: World): Reply {
  const fields = readFields(incoming)
  const app = clientOf(incoming, fields, world)
  const token = fields.get('token')
  if (!token) throw missingParam('token')
  world.grants.revoke(token, app.clientId)
  world.changed()
  return json(200, { revoked: true })
}

/** `POST /oauth2/token`: the app-only bearer, one per app and without an end. */
export function appToken(incoming: Incoming, world: World): Reply {
  const basic = basicOf(incoming)
  const app = basic ? world.apps.byConsumerKey(basic.id) : undefined
  const isApp = app?.consumerSecret === basic?.secret
  if (!app || !isApp) throw oauth1Error(403, 99, 'Unable to verify your credentials')
  if (readFields(incoming).get('grant_type') !== 'client_credentials') {
    throw oauth1Error(400, 170, 'Missing required parameter: grant_type')
  }
  return json(200, { token_type: 'bearer', access_token: app.bearer })
}

export function pairReply(world: World, pair: { access: GrantToken; refresh: GrantToken | null }): Reply {
  world.changed()
  const token = {
    token_type: 'bearer',
    expires_in: accessTokenSeconds,
    access_token: pair.access.token,
    scope: pair.access.scopes.join(' '),
    ...(pair.refresh ? { refresh_token: pair.refresh.token } : {}),
  }
  return json(200, token, { 'cache-control': 'no-store' })
}

function provesChallenge(code: GrantedCode, verifier: string): boolean {
  if (code.challengeMethod === 'plain') return verifier === code.challenge
  return createHash('sha256').update(verifier).digest('base64url') === code.challenge.replace(/=+$/, '')
}
