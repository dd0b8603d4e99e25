import { z } from 'zod'
import type { App } from '../world/apps.ts'
import type { ControlRoute } from './control-route.ts'
import type { World } from '../world/world.ts'
import { accountNamed } from './speak.ts'
import { badRequest, notHere, readControl } from './control-route.ts'
import { faultSchema } from '../faults/fault.ts'
import { json } from '../http/reply.ts'
import { pairReply } from '../oauth2/token-endpoints.ts'
import { plans } from '../world/apps.ts'
import { scopeWords } from '../oauth2/scope-words.ts'

const usualScopes = 'tweet.read tweet.write users.read like.read like.write dm.read dm.write media.write offline.access'
const usualClient = 'sandbox-client'

const clockSchema = z.strictObject({
  advanceSeconds: z
    .number()
    .min(0)
    .max(400 * 24 * 3600),
})
const tokenSchema = z.strictObject({
  username: z.string(),
  clientId: z.string().default(usualClient),
  scope: z.string().default(usualScopes),
})
const disconnectSchema = z.strictObject({ username: z.string(), clientId: z.string().optional() })
const planSchema = z.strictObject({
  clientId: z.string().default(usualClient),
  plan: z.enum(plans).optional(),
  credits: z.number().min(0).optional(),
})
const count = z.int().min(0).optional()
const limitSchema = z.union([
  z.strictObject({ all: z.int().min(0).nullable() }),
  z.strictObject({
    method: z.string().toUpperCase(),
    path: z.string().transform((path) => path.replace(/\{(\w+)\}/g, ':$1')),
    limit: z.union([z.int().min(0), z.strictObject({ user: count, app: count, userDay: count, appDay: count })]),
  }),
])
const redirectSchema = z.strictObject({ clientId: z.string().default(usualClient), uri: z.url() })
const wordsSchema = z.strictObject({ current: z.boolean() })

/** The instruments around the small X: time, tokens, plans, limits, faults, the log. */
export const instrumentRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/sandbox/health', run: () => json(200, { ok: true }) },
  {
    method: 'POST',
    path: '/sandbox/reset',
    run({ sandbox }) {
      sandbox.reset()
      return json(200, { reset: true })
    },
  },
  {
    method: 'GET',
    path: '/sandbox/requests',
    run({ sandbox, incoming }) {
      const since = Number(incoming.query.get('since') ?? 0)
      if (Number.isNaN(since)) throw badRequest('since is a time in milliseconds since 1970.')
      return json(200, { requests: sandbox.log.all(since) })
    },
  },
  {
    method: 'DELETE',
    path: '/sandbox/requests',
    run({ sandbox }) {
      sandbox.log.clear()
      return json(200, { cleared: true })
    },
  },
  { method: 'GET', path: '/sandbox/faults', run: ({ sandbox }) => json(200, { faults: sandbox.faults.all() }) },
  {
    method: 'POST',
    path: '/sandbox/faults',
    run: ({ sandbox, incoming }) => json(201, sandbox.faults.add(readControl(incoming, faultSchema))),
  },
  {
    method: 'DELETE',
    path: '/sandbox/faults',
    run({ sandbox }) {
      sandbox.faults.clear()
      return json(200, { cleared: true })
    },
  },
  {
    method: 'DELETE',
    path: '/sandbox/faults/:id',
    run({ sandbox, params }) {
      sandbox.faults.clear(Number(params['id']))
      return json(200, { cleared: true })
    },
  },
  {
    method: 'POST',
    path: '/sandbox/clock',
    run({ sandbox: { world }, incoming }) {
      world.clock.advance(readControl(incoming, clockSchema).advanceSeconds * 1000)
      world.changed()
      return json(200, { now: new Date(world.clock.now()).toISOString() })
    },
  },
  {
    method: 'POST',
    path: '/sandbox/tokens',
    run({ sandbox: { world }, incoming }) {
      const wish = readControl(incoming, tokenSchema)
      const { clientId } = appOf(world, wish.clientId)
      const scopes = wish.scope.split(/\s+/).filter(Boolean)
      const stranger = scopes.find((scope) => !scopeWords[scope])
      if (stranger !== undefined) throw badRequest(`There is no scope “${stranger}”.`)
      return pairReply(world, world.grants.issue({ clientId, userId: accountNamed(world, wish.username).id, scopes }))
    },
  },
  {
    method: 'POST',
    path: '/sandbox/disconnect',
    run({ sandbox: { world }, incoming }) {
      const { username, clientId } = readControl(incoming, disconnectSchema)
      const ended = world.grants.disconnect(accountNamed(world, username).id, clientId)
      world.changed()
      return json(200, { ended })
    },
  },
  {
    method: 'PUT',
    path: '/sandbox/plan',
    run({ sandbox: { world }, incoming }) {
      const wish = readControl(incoming, planSchema)
      const app = appOf(world, wish.clientId)
      app.plan = wish.plan ?? app.plan
      app.credits = wish.credits ?? app.credits
      world.changed()
      return json(200, { clientId: app.clientId, plan: app.plan, credits: app.credits })
    },
  },
  {
    method: 'PUT',
    path: '/sandbox/limits',
    run({ sandbox: { limiter }, incoming }) {
      const wish = readControl(incoming, limitSchema)
      if ('all' in wish) limiter.setAll(wish.all)
      else {
        const limit = typeof wish.limit === 'number' ? { user: wish.limit, app: wish.limit } : wish.limit
        const known = limiter.set(`${wish.method} ${wish.path}`, limit)
        if (!known) throw notHere(`There is no limit for ${wish.method} ${wish.path}. Paths look like /2/tweets/:id.`)
      }
      return json(200, { set: true })
    },
  },
  {
    method: 'POST',
    path: '/sandbox/redirects',
    run({ sandbox: { world }, incoming }) {
      const { clientId, uri } = readControl(incoming, redirectSchema)
      const app = appOf(world, clientId)
      // X allows ten for each app.
      if (app.redirectUris.length >= 10) throw badRequest('An app has at most ten redirect addresses.')
      if (!app.redirectUris.includes(uri)) app.redirectUris.push(uri)
      world.changed()
      return json(201, { clientId: app.clientId, redirectUris: app.redirectUris })
    },
  },
  {
    method: 'PUT',
    path: '/sandbox/vocabulary',
    run({ sandbox: { world }, incoming }) {
      world.forceCurrentWords = readControl(incoming, wordsSchema).current
      world.changed()
      return json(200, { current: world.forceCurrentWords })
    },
  },
]

function appOf(world: World, clientId: string): App {
  const app = world.apps.byClientId(clientId)
  if (app) return app
  const ids = world.apps.all().map((one) => one.clientId)
  throw notHere(`There is no app “${clientId}”. There are: ${ids.join(', ')}.`)
}
