import type { App } from '../world/apps.ts'
import type { Incoming } from '../http/incoming.ts'
import type { World } from '../world/world.ts'
import { json, Refusal } from '../http/reply.ts'

/** OAuth's own error shape, not a problem body. Descriptions are X's, as observed. */
export function oauth2Error(status: number, error: string, description?: string): Refusal {
  return new Refusal(json(status, { error, ...(description ? { error_description: description } : {}) }))
}

export function missingParam(name: string): Refusal {
  return oauth2Error(400, 'invalid_request', `Missing required parameter [${name}].`)
}

/**
 * Which app asks. A confidential app must send Basic with its secret; a public one names itself in the body.
 * A wrong secret and no secret are the same 401 at X.
 */
export function clientOf(incoming: Incoming, fields: Map<string, string>, world: World): App {
  const basic = basicOf(incoming)
  const clientId = basic?.id ?? fields.get('client_id')
  if (!clientId) throw missingParam('client_id')
  const app = world.apps.byClientId(clientId)
  if (!app) throw oauth2Error(401, 'invalid_client')
  if (app.clientSecret !== null && basic?.secret !== app.clientSecret) {
    throw oauth2Error(401, 'unauthorized_client', 'Missing valid authorization header')
  }
  return app
}

/** The id and secret of a Basic header, each of them URL-encoded inside. */
export function basicOf(incoming: Incoming): { id: string; secret: string } | null {
  const found = /^Basic\s+(.+)$/i.exec(incoming.headers.authorization ?? '')
  if (!found?.[1]) return null
  const [id = '', ...rest] = Buffer.from(found[1], 'base64').toString().split(':')
  try {
    return { id: decodeURIComponent(id), secret: decodeURIComponent(rest.join(':')) }
  } catch {
    return null
  }
}
