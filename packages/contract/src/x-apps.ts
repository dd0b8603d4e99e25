import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, Name, byId, nothing } from './parts.ts'

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

export const xApps = {
  list: endpoint('connection.view')
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
  create: endpoint('connection.manage')
    .route({ method: 'POST', path: '/x-apps', summary: 'Add an X app' })
    .input(XAppInput)
    .output(XApp),
  createForSandbox: endpoint('connection.manage')
    .route({ method: 'POST', path: '/x-apps/sandbox', summary: 'Add the X app of the sandbox, filled in' })
    .input(nothing)
    .output(XApp),
  update: endpoint({ right: 'connection.manage', of: 'xApp' })
    .route({ method: 'PUT', path: '/x-apps/{id}', summary: 'Change an X app' })
    .input(XAppInput.extend({ id: Id }))
    .output(XApp),
  remove: endpoint({ right: 'connection.manage', of: 'xApp' })
    .route({ method: 'DELETE', path: '/x-apps/{id}', summary: 'Delete an X app that nothing uses' })
    .input(byId)
    .output(nothing),
}
