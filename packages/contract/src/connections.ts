import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, Moment, Name, Usage, byId, nothing } from './parts.ts'
import { issue } from '@tailorbird/flow/words/issue'

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
  list: endpoint('connection.view')
    .route({ method: 'GET', path: '/connections', summary: 'All connections' })
    .input(nothing)
    .output(z.array(Connection)),
  beginConsent: endpoint('connection.manage')
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
  consent: endpoint('connection.manage')
    .route({ method: 'GET', path: '/connections/consent/{id}', summary: 'How a consent stands' })
    .input(byId)
    .output(ConsentAttempt),
  createWithKeys: endpoint('connection.manage')
    .route({
      method: 'POST',
      path: '/connections/keys',
      summary: 'Connect an X account with the four keys (OAuth 1.0a)',
    })
    .input(
      z.object({
        appId: Id,
        accessToken: z.string().trim().min(1, issue('input.no-access-token')).max(400),
        accessTokenSecret: z.string().trim().min(1, issue('input.no-access-token-secret')).max(400),
      }),
    )
    .output(Connection),
  test: endpoint({ right: 'connection.manage', of: 'connection' })
    .route({ method: 'POST', path: '/connections/{id}/test', summary: 'Ask X who this connection is' })
    .input(byId)
    .output(TestResult),
  rename: endpoint({ right: 'connection.manage', of: 'connection' })
    .route({ method: 'PATCH', path: '/connections/{id}', summary: 'Rename a connection' })
    .input(z.object({ id: Id, name: Name }))
    .output(Connection),
  usage: endpoint({ right: 'connection.view', of: 'connection' })
    .route({ method: 'GET', path: '/connections/{id}/usage', summary: 'Where a connection is used' })
    .input(byId)
    .output(z.array(Usage)),
  /** Revokes the token at X, then forgets it. */
  remove: endpoint({ right: 'connection.manage', of: 'connection' })
    .route({ method: 'DELETE', path: '/connections/{id}', summary: 'Disconnect' })
    .input(byId)
    .output(nothing),
}
