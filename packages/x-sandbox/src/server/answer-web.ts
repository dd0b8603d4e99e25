import type { ControlRoute } from '../control/control-route.ts'
import type { Door } from '../http/hosts.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
import type { Sandbox } from '../control/sandbox.ts'
import { askConsent, decideConsent } from '../consent/oauth2-consent.ts'
import { askConsent1, decideConsent1 } from '../consent/oauth1-consent.ts'
import { assetRoutes, pageRoutes } from '../pages/page-routes.ts'
import { formRoutes } from '../pages/form-routes.ts'
import { instrumentRoutes } from '../control/instrument-routes.ts'
import { isCrossOrigin } from '../http/hosts.ts'
import { json } from '../http/reply.ts'
import { notHere } from '../control/control-route.ts'
import { peopleRoutes } from '../control/people-routes.ts'
import { Routes } from '../http/routes.ts'

const consentRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/i/oauth2/authorize',
    run: ({ sandbox, incoming }) => askConsent(incoming, sandbox.world),
  },
  {
    method: 'POST',
    path: '/i/oauth2/authorize',
    run: ({ sandbox, incoming }) => decideConsent(incoming, sandbox.world),
  },
  ...['/oauth/authorize', '/oauth/authenticate'].flatMap((path): ControlRoute[] => [
    { method: 'GET', path, run: ({ sandbox, incoming }) => askConsent1(incoming, sandbox.world) },
    { method: 'POST', path, run: ({ sandbox, incoming }) => decideConsent1(incoming, sandbox.world) },
  ]),
]

/** On X's own names only what X has there: consent. The sandbox's controls exist on loopback alone. */
const publicRoutes = new Routes([...consentRoutes, ...assetRoutes])
const localRoutes = new Routes([
  ...consentRoutes,
  ...assetRoutes,
  ...peopleRoutes,
  ...instrumentRoutes,
  ...formRoutes,
  ...pageRoutes,
])

/** Answers what is not the API: consent, pages, forms and controls. */
export async function answerWeb(sandbox: Sandbox, incoming: Incoming, door: Door): Promise<Reply> {
  const method = incoming.method === 'HEAD' ? 'GET' : incoming.method
  const routes = door === 'loopback' ? localRoutes : publicRoutes
  const match = routes.find(method, incoming.path)
  if (!match) throw notHere('There is nothing at this address of the sandbox.')
  if (method !== 'GET' && isCrossOrigin(incoming.headers)) {
    const detail = 'Pages of another origin may not change the sandbox.'
    return json(403, { title: 'Forbidden', status: 403, detail })
  }
  return match.route.run({ sandbox, incoming, params: match.params })
}
