import { timingSafeEqual } from 'node:crypto'
import type { App } from '../world/apps.ts'
import type { Incoming } from '../http/incoming.ts'
import type { World } from '../world/world.ts'
import { contentType } from '../http/incoming.ts'
import { doorOf } from '../http/hosts.ts'
import type { Nonces } from './nonces.ts'
import { parseOAuthHeader, signatureOf } from './signature.ts'

export interface Signed {
  app: App
  params: Map<string, string>
}

/** Finds the secret of the token a request is signed with; null when there is no such token. */
export type SecretOfToken = (consumerKey: string, token: string) => string | null

/**
 * Checks a signed request. The address signed is `https://<Host>` for X's own names and `http://<Host>` for
 * loopback. Null when the key, signature, timestamp or nonce is wrong: X does not say which either.
 */
export function verifySignature(
  incoming: Incoming,
  world: World,
  nonces: Nonces,
  secretOf: SecretOfToken,
): Signed | null {
  const params = parseOAuthHeader(incoming.headers.authorization ?? '')
  const consumerKey = params?.get('oauth_consumer_key') ?? ''
  const app = world.apps.byConsumerKey(consumerKey)
  if (!params || !app || params.get('oauth_signature_method') !== 'HMAC-SHA1') return null
  const token = params.get('oauth_token') ?? ''
  const tokenSecret = secretOf(consumerKey, token)
  if (tokenSecret === null) return null
  const expected = signatureOf({
    method: incoming.method,
    url: signedUrl(incoming),
    params: signedParams(incoming, params),
    consumerSecret: app.consumerSecret,
    tokenSecret,
  })
  if (!sameText(expected, params.get('oauth_signature') ?? '')) return null
  // Last, so that nobody can use up another's nonce without a valid signature.
  const fresh = nonces.accept(
    `${consumerKey} ${token} ${params.get('oauth_nonce')}`,
    params.get('oauth_timestamp') ?? '',
  )
  return fresh ? { app, params } : null
}

function signedUrl(incoming: Incoming): string {
  const local = doorOf(incoming.host) === 'loopback'
  const host = local ? incoming.host.replace(/:80$/, '') : incoming.host.replace(/:443$/, '')
  return `${local ? 'http' : 'https'}://${host}${incoming.path}`
}

/**
 * JSON and multipart bodies are not signed; form bodies are. A form that repeats an `oauth_*` field of the header
 * counts once: twitter-api-v2 sends the access token request so, and X takes it.
 */
function signedParams(incoming: Incoming, oauth: Map<string, string>): [string, string][] {
  const params: [string, string][] = [...incoming.query]
  for (const [name, value] of oauth) if (name !== 'oauth_signature' && name !== 'realm') params.push([name, value])
  if (contentType(incoming.headers) === 'application/x-www-form-urlencoded') {
    const form = [...new URLSearchParams(incoming.body.toString())]
    params.push(...form.filter(([name, value]) => oauth.get(name) !== value))
  }
  return params
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
