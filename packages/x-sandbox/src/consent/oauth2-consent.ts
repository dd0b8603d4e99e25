import type { App } from '../world/apps.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import { consentPage, consentProblem } from './consent-page.ts'
import { readFields } from '../http/incoming.ts'
import { redirect } from '../http/reply.ts'
import { redirectAllowed } from '../world/apps.ts'
import { scopeWords } from '../oauth2/scope-words.ts'

interface Asked {
  app: App
  redirectUri: string
  scopes: string[]
  state: string
  challenge: string
  challengeMethod: 'S256' | 'plain'
}

const carried = [
  ...['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'code_challenge', 'code_challenge_method'],
]

/** `GET /i/oauth2/authorize`: the consent page, or an error page that redirects nowhere. */
export function askConsent(incoming: Incoming, world: World): Reply {
  const asked = readAsked(incoming.query, world)
  if (!('app' in asked)) return asked
  return consentPage({
    app: asked.app,
    accounts: world.accounts.all(),
    abilities: asked.scopes.map((scope) => scopeWords[scope] ?? scope),
    action: '/i/oauth2/authorize',
    hidden: Object.fromEntries(carried.map((name) => [name, incoming.query.get(name) ?? ''])),
    returnsTo: asked.redirectUri,
  })
}

/** `POST /i/oauth2/authorize`: the person's decision goes back to the app. */
export function decideConsent(incoming: Incoming, world: World): Reply {
  const fields = readFields(incoming)
  const asked = readAsked(new URLSearchParams([...fields]), world)
  if (!('app' in asked)) return asked
  const { app, redirectUri, scopes, state, challenge, challengeMethod } = asked
  const back = (params: Record<string, string>) => {
    const target = new URL(redirectUri)
    for (const [name, value] of Object.entries({ state, ...params })) target.searchParams.set(name, value)
    return redirect(target.href)
  }
  if (fields.get('decision') !== 'approve') return back({ error: 'access_denied' })
  const account = world.accounts.byName(fields.get('account') ?? '')
  if (!account) return consentProblem('No test account was chosen.', 'Go back and choose one.')
  const grant = { clientId: app.clientId, userId: account.id, scopes, redirectUri, challenge, challengeMethod }
  return back({ code: world.grants.addCode(grant).code })
}

/** Checks what the app asks for; X answers anything wrong here with a page, never with a redirect. */
function readAsked(query: URLSearchParams, world: World): Asked | Reply {
  const app = world.apps.byClientId(query.get('client_id') ?? '')
  if (!app) {
    return consentProblem('The app gave a client id that is not known here.', 'The seeded app is “sandbox-client”.')
  }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!redirectAllowed(app, redirectUri)) {
    const given = redirectUri || 'nothing'
    return consentProblem(
      `The app wants to send you to an address that is not registered for it: ${given}`,
      'It must match a registered address letter by letter. Use http://127.0.0.1:<port>/connections/x/callback, ' +
        'or register another one with POST /sandbox/redirects.',
    )
  }
  if (query.get('response_type') !== 'code') {
    return consentProblem('The app did not ask for a code.', 'It must send response_type=code.')
  }
  const state = query.get('state') ?? ''
  if (!state || state.length > 500) {
    return consentProblem('The app sent no state, or one over 500 characters.', 'It must send a fresh random state.')
  }
  const challenge = query.get('code_challenge') ?? ''
  // Some clients send "s256": X takes either case.
  const method = (query.get('code_challenge_method') ?? 'plain').toLowerCase()
  if (!challenge || (method !== 's256' && method !== 'plain')) {
    return consentProblem('The app sent no PKCE code challenge.', 'It must send code_challenge and its method, S256.')
  }
  const scopes = (query.get('scope') ?? '').split(/\s+/).filter(Boolean)
  const stranger = scopes.find((scope) => !scopeWords[scope])
  if (scopes.length === 0 || stranger !== undefined) {
    return consentProblem(
      stranger === undefined ? 'The app asked for no access at all.' : `X knows no scope “${stranger}”.`,
      'Scopes are separated by spaces, such as tweet.read users.read tweet.write offline.access.',
    )
  }
  return { app, redirectUri, scopes, state, challenge, challengeMethod: method === 's256' ? 'S256' : 'plain' }
}
