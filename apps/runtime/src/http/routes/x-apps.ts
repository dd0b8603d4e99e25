import { eq } from 'drizzle-orm'
import { connections } from '@tailorbird/db/schema/connections'
import { createXApp, createXAppForSandbox, listXApps, removeXApp, updateXApp } from '../../connections/x-apps.ts'
import { signedIn } from '../context/context.ts'

const { list, create, createForSandbox, update, remove } = signedIn.xApps

export const xApps = {
  list: list.handler(async ({ context: { deps, caller } }) => {
    const { sandboxUrl, callbackUrl } = deps.config
    return {
      apps: await listXApps(caller, deps),
      sandbox: sandboxUrl === undefined ? null : { url: sandboxUrl },
      callbackUrl,
    }
  }),

  create: create.handler(({ input, context: { deps, user } }) => createXApp(deps, input, user.id)),
  createForSandbox: createForSandbox.handler(({ context: { deps, user } }) => createXAppForSandbox(deps, user.id)),

  update: update.handler(async ({ input, context: { deps, user } }) => {
    const app = await updateXApp(deps, input, user.id)
    deps.grants.forget()
    // Runs may wait because the app's secret was wrong: let them try again.
    const waiting = await deps.db.select({ id: connections.id }).from(connections).where(eq(connections.appId, app.id))
    for (const { id } of waiting) await deps.runner.connectionRestored(id)
    return app
  }),

  remove: remove.handler(async ({ input, context: { deps, user } }) => {
    await removeXApp(deps, input.id, user.id)
    return {}
  }),
}
