import type { RequestHandler } from 'express'
import { Refusal } from '../../ground/refusal.ts'

export const notSignedIn = () =>
  new Refusal({ status: 401, type: 'not-signed-in', title: 'Not signed in', detail: 'Sign in first, then try again.' })

/** For plain routes: only signed-in people pass. */
export const requireUser: RequestHandler = (req, _res, next) => next(req.user ? undefined : notSignedIn())
