import { implement } from '@orpc/server'
import type { Request, Response } from 'express'
import type passport from 'passport'
import { contract } from '@tailorbird/contract/contract'
import type { Me } from '@tailorbird/contract/session'
import { notSignedIn } from '../guards/require-user.ts'
import type { HttpDeps } from './http-deps.ts'

/** What each handler of `/api` is given besides its input. */
export interface Context {
  deps: HttpDeps
  authenticator: passport.Authenticator
  /** Whoever is signed in. */
  user: Me | undefined
  req: Request
  res: Response
}

/** For routes that work before anybody is signed in. */
export const open = implement(contract).$context<Context>()

/** For all others: `context.user` is somebody. */
export const signedIn = open.use(({ context, next }) => {
  if (!context.user) throw notSignedIn()
  return next({ context: { user: context.user } })
})
