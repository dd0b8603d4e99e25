import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Id, Moment, Name, Usage, byId, nothing } from './parts.ts'

/** The developer app a connection belongs to. Secrets go in and never come out: only whether they are set. */
export const XApp = z.object({
  id: Id,
  name: z.string(),
  /** `sandbox` is the X on this machine; nothing it does reaches X. */
  target: z.enum(['x', 'sandbox']),
  clientId: z.string().nullable(),
  hasClientSecret: z.boolean(),
  consumerKey: z.string().nullable(),
  hasConsumerSecret: z.boolean(),
  /** Must stand in the app's settings at X, letter by letter. */
  callbackUrl: z.string(),
})
export type XApp = z.infer<typeof XApp>

const XAppInput = z.object({
  name: Name,
  target: z.enum(['x', 'sandbox']),
  clientId: z.string().trim().max(200).nullable(),
  /** Left out: unchanged. */
  clientSecret: z.string().trim().max(400).nullable().optional(),
  consumerKey: z.string().trim().max(200).nullable(),
  consumerSecret: z.string().trim().max(400).nullable().optional(),
})

export const Connection = z.object({
  id: Id,
  name: z.string(),
  appId: Id,
  appName: z.string(),
  target: z.enum(['x', 'sandbox']),
  kind: z.enum(['oauth2', 'oauth1']),
  account: z.object({ id: z.string(), username: z.string(), name: z.string(), avatarUrl: z.string().nullable() }),
  /** `all` for four-key connections, whose rights X keeps with the keys. */
  scopes: z.union([z.array(z.string()), z.literal('all')]),
  /** When the access token ends; it is renewed by itself before. Null: it does not end. */
  expiresAt: Moment.nullable(),
  status: z.enum(['connected', 'needs reconnect', 'app refused', 'unreadable']),
  /** What is wrong, when something is. */
  trouble: z.string().nullable(),
  checkedAt: Moment.nullable(),
  createdAt: Moment,
})
export type Connection = z.infer<typeof Connection>

/** A consent that is under way in a window of its own. */
export const ConsentAttempt = z.object({
  id: Id,
  /** Open this in a window. */
  startUrl: z.string(),
  status: z.enum(['waiting', 'connected', 'denied', 'failed', 'expired']),
  /** What happened and what to do, for people. */
  message: z.string().nullable(),
  connectionId: Id.nullable(),
})
export type ConsentAttempt = z.infer<typeof ConsentAttempt>

export const TestResult = z.object({
  ok: z.boolean(),
  message: z.string(),
  hint: z.string().nullable(),
  connection: Connection,
})

export const connections = {
  list: oc
    .route({ method: 'GET', path: '/connections', summary: 'All connections' })
    .input(nothing)
    .output(z.array(Connection)),
  beginConsent: oc
    .route({ method: 'POST', path: '/connections/consent', summary: 'Begin to connect an X account (OAuth 2.0)' })
    .input(
      z.object({
        appId: Id,
        scopes: z.array(z.string()).min(1).max(30).optional(),
        /** Reconnects this connection in place: it keeps its id, its aliases and its name. */
        connectionId: Id.optional(),
      }),
    )
    .output(ConsentAttempt),
  consent: oc
    .route({ method: 'GET', path: '/connections/consent/{id}', summary: 'How a consent stands' })
    .input(byId)
    .output(ConsentAttempt),
  createWithKeys: oc
    .route({
      method: 'POST',
      path: '/connections/keys',
      summary: 'Connect an X account with the four keys (OAuth 1.0a)',
    })
    .input(
      z.object({
        appId: Id,
        accessToken: z.string().trim().min(1, 'Paste the access token.').max(400),
        accessTokenSecret: z.string().trim().min(1, 'Paste the access token secret.').max(400),
      }),
    )
    .output(Connection),
  test: oc
    .route({ method: 'POST', path: '/connections/{id}/test', summary: 'Ask X who this connection is' })
    .input(byId)
    .output(TestResult),
  rename: oc
    .route({ method: 'PATCH', path: '/connections/{id}', summary: 'Rename a connection' })
    .input(z.object({ id: Id, name: Name }))
    .output(Connection),
  usage: oc
    .route({ method: 'GET', path: '/connections/{id}/usage', summary: 'Where a connection is used' })
    .input(byId)
    .output(z.array(Usage)),
  /** Revokes the token at X, then forgets it. */
  remove: oc.route({ method: 'DELETE', path: '/connections/{id}', summary: 'Disconnect' }).input(byId).output(nothing),
}

export const xApps = {
  list: oc
    .route({ method: 'GET', path: '/x-apps', summary: 'All X apps' })
    .input(nothing)
    .output(
      z.object({
        apps: z.array(XApp),
        /** A sandbox runs here and can be set up with one click. */
        sandbox: z.object({ url: z.string() }).nullable(),
        callbackUrl: z.string(),
      }),
    ),
  create: oc.route({ method: 'POST', path: '/x-apps', summary: 'Add an X app' }).input(XAppInput).output(XApp),
  createForSandbox: oc
    .route({ method: 'POST', path: '/x-apps/sandbox', summary: 'Add the X app of the sandbox, filled in' })
    .input(nothing)
    .output(XApp),
  update: oc
    .route({ method: 'PUT', path: '/x-apps/{id}', summary: 'Change an X app' })
    .input(XAppInput.extend({ id: Id }))
    .output(XApp),
  remove: oc
    .route({ method: 'DELETE', path: '/x-apps/{id}', summary: 'Delete an X app that nothing uses' })
    .input(byId)
    .output(nothing),
}

export const Alias = z.object({
  id: Id,
  name: z.string(),
  bindings: z.array(z.object({ environment: z.string(), connectionId: Id })),
})
export type Alias = z.infer<typeof Alias>

const AliasName = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'An alias starts with a letter and has lower-case letters, digits and _ only, for example x_message.',
  )

export const aliases = {
  list: oc
    .route({ method: 'GET', path: '/aliases', summary: 'All aliases and what they lead to' })
    .input(nothing)
    .output(z.array(Alias)),
  create: oc
    .route({ method: 'POST', path: '/aliases', summary: 'Add an alias' })
    .input(z.object({ name: AliasName }))
    .output(Alias),
  /** `connectionId` null: leads nowhere in this environment. (Not `bind`: every function of the client has one of those.) */
  setBinding: oc
    .route({ method: 'PUT', path: '/aliases/{id}/bindings/{environment}', summary: 'Bind an alias in an environment' })
    .input(z.object({ id: Id, environment: z.string(), connectionId: Id.nullable() }))
    .output(Alias),
  usage: oc
    .route({ method: 'GET', path: '/aliases/{id}/usage', summary: 'Where an alias is used' })
    .input(byId)
    .output(z.array(Usage)),
  remove: oc
    .route({ method: 'DELETE', path: '/aliases/{id}', summary: 'Delete an alias that no flow uses' })
    .input(byId)
    .output(nothing),
}

export const Environment = z.object({ key: z.string(), name: z.string(), live: z.boolean() })
export type Environment = z.infer<typeof Environment>

export const environments = {
  list: oc
    .route({ method: 'GET', path: '/environments', summary: 'All environments' })
    .input(nothing)
    .output(z.array(Environment)),
}
