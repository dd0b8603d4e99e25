import { implement } from '@orpc/server'
import type { Request, Response } from 'express'
import type passport from 'passport'
import { contract } from '@tailorbird/contract/contract'
import { letIn, notSignedIn } from '../guards/let-in.ts'
import { mustExist } from '../guards/must-exist.ts'
import type { HttpDeps } from './http-deps.ts'

/** What each handler of `/api` is given besides its input. */
export interface Context {
  deps: HttpDeps
  authenticator: passport.Authenticator
  req: Request
  res: Response
}

/** Endpoints, each behind the guard: what an endpoint of the contract needs is asked here and nowhere else, before its
 *  input is read. */
export const open = implement(contract)
  .$context<Context>()
  .use(async ({ context: { req, deps }, procedure, next }, input) => {
    const { needs } = procedure['~orpc'].meta
    const caller = letIn(needs, req)
    await mustExist(deps.db, needs, input)
    return next({ context: { caller } })
  })

/** The same for handlers that need somebody who has signed in: all but those of the session. */
export const signedIn = open.use(({ context: { caller }, next }) => {
  if (!caller) throw notSignedIn()
  return next({ context: { caller, user: caller.user } })
})
