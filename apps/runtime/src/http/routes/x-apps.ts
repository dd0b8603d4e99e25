import { eq } from 'drizzle-orm'
import { connections } from '@tailorbird/db/schema/connections'
import { createXApp, createXAppForSandbox, listXApps, removeXApp, updateXApp } from '../../connections/x-apps.ts'
import { signedIn } from '../context/context.ts'

const { list, create, createForSandbox, update, remove } = signedIn.xApps

export const xApps = {
  list: list.handler(async ({ context: { house } }) => {
    const { sandboxUrl, callbackUrl } = house.config
    return { apps: await listXApps(house), sandbox: sandboxUrl === undefined ? null : { url: sandboxUrl }, callbackUrl }
  }),

  create: create.handler(({ input, context: { house, user } }) => createXApp(house, input, user.id)),
  createForSandbox: createForSandbox.handler(({ context: { house, user } }) => createXAppForSandbox(house, user.id)),

  update: update.handler(async ({ input, context: { house, user } }) => {
    const app = await updateXApp(house, input, user.id)
    house.grants.forget()
    // Runs may wait because the app's secret was wrong: let them try again.
    const waiting = await house.db.select({ id: connections.id }).from(connections).where(eq(connections.appId, app.id))
    for (const { id } of waiting) await house.runner.connectionRestored(id)
    return app
  }),

  remove: remove.handler(async ({ input, context: { house, user } }) => {
    await removeXApp(house, input.id, user.id)
    return {}
  }),
}
