import type { Caller } from '../api/call/authenticate.ts'
import type { Endpoint } from '../api/call/call.ts'
import type { Incoming } from '../http/incoming.ts'
import type { LoggedRequest } from '../http/request-log.ts'
import type { Match } from '../http/routes.ts'
import type { Reply } from '../http/reply.ts'
import type { Sandbox } from '../control/sandbox.ts'
import { accessToken, invalidateToken, requestToken } from '../oauth1/token-endpoints.ts'
import { appToken, exchangeToken, revokeToken } from '../oauth2/token-endpoints.ts'
import { authenticate, requireAccess } from '../api/call/authenticate.ts'
import { endpoints } from '../api/endpoints.ts'
import { refusals } from '../api/call/refusals.ts'
import { Refusal } from '../http/reply.ts'
import { requireCredits } from '../api/call/credits.ts'
import { Routes } from '../http/routes.ts'

const routes = new Routes(endpoints)

/** The address of OAuth's own endpoints to what answers them. */
const tokenEndpoints: Readonly<Record<string, (incoming: Incoming, sandbox: Sandbox) => Reply>> = {
  'POST /2/oauth2/token': (incoming, { world }) => exchangeToken(incoming, world),
  'POST /2/oauth2/revoke': (incoming, { world }) => revokeToken(incoming, world),
  'POST /oauth2/token': (incoming, { world }) => appToken(incoming, world),
  'POST /oauth/request_token': (incoming, { world, nonces }) => requestToken(incoming, world, nonces),
  'POST /oauth/access_token': (incoming, { world, nonces }) => accessToken(incoming, world, nonces),
  'POST /1.1/oauth/invalidate_token': (incoming, { world, nonces }) => invalidateToken(incoming, world, nonces),
}

export function isApiPath(path: string): boolean {
  return (
    path.startsWith('/2/') ||
    path.startsWith('/1.1/') ||
    path === '/oauth2/token' ||
    path === '/oauth/request_token' ||
    path === '/oauth/access_token'
  )
}

/** How large a body may be, in bytes. */
export function maxBytesFor(method: string, path: string): number {
  return routes.find(method, path)?.route.maxBytes ?? 1024 * 1024
}

/** Answers one request to the API in X's order: who, may they, can they pay, how often, and only then what. */
export async function answerApi(sandbox: Sandbox, incoming: Incoming, entry: LoggedRequest): Promise<Reply> {
  const token = tokenEndpoints[`${incoming.method} ${incoming.path}`]
  if (token) return token(incoming, sandbox)
  const match = routes.find(incoming.method, incoming.path)
  if (!match) throw refusals.notFound()
  const caller = authenticate(incoming, sandbox.world, sandbox.nonces)
  entry.account = caller.user?.username ?? null
  entry.auth = caller.via
  requireAccess(caller, match.route)
  const allowance = sandbox.limiter.take({
    endpoint: `${match.route.method} ${match.route.path}`,
    clientId: caller.app.clientId,
    userId: caller.user?.id ?? null,
  })
  if (!allowance.allowed) throw refusals.rateLimited(allowance.headers)
  requireCredits(caller.app)
  const reply = await settled(() => run(sandbox, incoming, match, caller))
  reply.headers = { ...allowance.headers, ...reply.headers, 'x-access-level': accessLevel(caller) }
  return reply
}

/** A refusal is an answer too, and carries the same headers. */
async function settled(answer: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof Refusal) return error.reply
    throw error
  }
}

function run(sandbox: Sandbox, incoming: Incoming, match: Match<Endpoint>, caller: Caller): Reply | Promise<Reply> {
  const { world, faults } = sandbox
  const call = { world, faults, incoming, params: match.params, app: caller.app, user: caller.user }
  const { route } = match
  if (route.auth === 'any') return route.run(call)
  if (!caller.user) throw refusals.unsupportedAuth()
  return route.run({ ...call, user: caller.user })
}

function accessLevel(caller: Caller): string {
  if (caller.via === 'app' || caller.permission === 'read') return 'read'
  return caller.permission === 'read-write' ? 'read-write' : 'read-write-directmessages'
}
