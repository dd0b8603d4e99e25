import type { Session } from '@tailorbird/contract/session'
import { csrfToken } from '../guards/csrf.ts'
import { createOwner, needsOwner } from '../../people/owner-link.ts'
import { enter, leave, signIn } from '../../people/sign-in.ts'
import { audit } from '../../audit/audit.ts'
import { type Context, open } from '../context/context.ts'

export const session = {
  get: open.session.get.handler(({ context }) => show(context)),

  createOwner: open.session.createOwner.handler(async ({ input, context }) => {
    await enter(context.req, await createOwner(context.deps.db, input))
    return show(context)
  }),

  signIn: open.session.signIn.handler(async ({ context }) => {
    const { deps, authenticator, req, res } = context
    const user = await signIn(authenticator, req, res)
    await audit(deps.db, { userId: user.id, action: 'session.signed-in', subject: user.email })
    return show(context)
  }),

  signOut: open.session.signOut.handler(async ({ context }) => {
    await leave(context.req)
    return show(context)
  }),
}

async function show({ req, deps }: Context): Promise<Session> {
  const user = req.user ?? null
  return {
    user,
    csrfToken: csrfToken(req, deps.cookieSecret),
    needsOwner: user === null && (await needsOwner(deps.db)),
  }
}
