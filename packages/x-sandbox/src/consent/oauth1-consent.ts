import { randomInt } from 'node:crypto'
import type { App, Permission } from '../world/apps.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
import type { RequestToken } from '../world/oauth1-tokens.ts'
import type { World } from '../world/world.ts'
import { consentPage, consentProblem, deniedPage, pinPage } from './consent-page.ts'
import { readFields } from '../http/incoming.ts'
import { redirect } from '../http/reply.ts'

const abilities: Record<Permission, readonly string[]> = {
  read: ['See posts and profiles you can see'],
  'read-write': ['See posts and profiles you can see', 'Post, repost, like and delete for you'],
  'read-write-dm': [
    'See posts and profiles you can see',
    'Post, repost, like and delete for you',
    'Read and send your direct messages',
  ],
}

/** `GET /oauth/authorize` and `/oauth/authenticate`. */
export function askConsent1(incoming: Incoming, world: World): Reply {
  const asked = find(world, incoming.query.get('oauth_token') ?? '')
  if (!asked) return unknownToken()
  return consentPage({
    app: asked.app,
    accounts: world.accounts.all(),
    abilities: abilities[asked.request.permission],
    action: incoming.path,
    hidden: { oauth_token: asked.request.token },
    returnsTo: asked.request.callback === 'oob' ? null : asked.request.callback,
  })
}

/** The person's decision: back to the callback, or a PIN when there is none. */
export function decideConsent1(incoming: Incoming, world: World): Reply {
  const fields = readFields(incoming)
  const asked = find(world, fields.get('oauth_token') ?? '')
  if (!asked) return unknownToken()
  const { app, request } = asked
  const pinMode = request.callback === 'oob'
  if (fields.get('decision') !== 'approve') {
    world.oauth1.endRequest(request.token)
    return pinMode ? deniedPage(app) : back(request, { denied: request.token })
  }
  const account = world.accounts.byName(fields.get('account') ?? '')
  if (!account) return consentProblem('No test account was chosen.', 'Go back and choose one.')
  request.userId = account.id
  request.verifier = pinMode ? String(randomInt(1_000_000, 10_000_000)) : randomWord()
  if (pinMode) return pinPage(app, account, request.verifier)
  return back(request, { oauth_token: request.token, oauth_verifier: request.verifier })
}

function find(world: World, token: string): { request: RequestToken; app: App } | null {
  const request = world.oauth1.request(token)
  const app = request && world.apps.byConsumerKey(request.consumerKey)
  return app ? { request, app } : null
}

function back(request: RequestToken, params: Record<string, string>): Reply {
  const target = new URL(request.callback)
  for (const [name, value] of Object.entries(params)) target.searchParams.set(name, value)
  return redirect(target.href)
}

function unknownToken(): Reply {
  return consentProblem('The request token is unknown or was used already.', 'Start connecting again from the app.')
}

function randomWord(): string {
  let word = ''
  for (let index = 0; index < 32; index++) word += randomInt(36).toString(36)
  return word
}
