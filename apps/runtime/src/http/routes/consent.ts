import { type Request, type Response, Router } from 'express'
import passport from 'passport'
import { z } from 'zod'
import {
  attemptOfState,
  findAttempt,
  isOver,
  settleAttempt,
  type AttemptRow,
  type Outcome,
  useUpState,
} from '../../connections/consent-attempts.ts'
import { consentStrategy, type Consented } from '../../connections/consent-strategy.ts'
import { explainConsent, explainReturn } from '../../connections/explain-consent.ts'
import { finishConsent } from '../../connections/finish-consent.ts'
import { Refusal } from '../../ground/refusal.ts'
import { findXApp } from '../../connections/x-apps.ts'
import { plainRoutes } from '@tailorbird/contract/plain-routes'
import { type Asked, mount } from '../guards/mount.ts'
import { consentPage, consentScript } from '../pages/consent-page.ts'
import type { HttpDeps } from '../context/http-deps.ts'
import { sentence } from '../../words/sentence.ts'

/** The way to X and back: `GET /connections/x/start/{attemptId}` and `GET /connections/x/callback`, in a window of their own. */
export function consentRoutes(deps: HttpDeps): Router {
  const routes = Router()
  routes.use((_req, res, next) => {
    res.setHeader('cache-control', 'no-store')
    next()
  })
  mount(routes, plainRoutes.consentScript, ({ res }) => res.type('text/javascript').send(consentScript))
  mount(routes, plainRoutes.startConsent, (asked) => start(deps, asked), { refuse })
  mount(routes, plainRoutes.finishConsent, (asked) => comeBack(deps, asked), { refuse })
  return routes
}

/** In words on a page of its own: the window shows what it is sent. */
function refuse(error: unknown, res: Response) {
  if (!(error instanceof Refusal)) throw error
  const { status, told } = error
  answer(res, { code: status, message: status === 401 ? SIGNED_OUT : sentence(told) })
}

async function start(deps: HttpDeps, { req, res, next, caller }: Asked) {
  const { data: id } = z.uuid().safeParse(req.params['attemptId'])
  const attempt = id && (await findAttempt(deps.db, { id, userId: caller.user.id }).catch(() => undefined))
  if (!attempt)
    return answer(res, {
      code: 404,
      message: 'This sign-in to X was begun by somebody else, or does not exist. Close this window and begin again.',
    })
  if (isOver(attempt))
    return answer(res, { code: 409, attempt, message: 'This sign-in to X is over. Close this window and begin again.' })
  try {
    const authenticator = await xAuthenticator(deps, attempt)
    authenticator.authorize('x')(req, res, next)
  } catch (error) {
    await settle(deps, { res, attempt, outcome: await failed(deps, attempt, error) })
  }
}

async function comeBack(deps: HttpDeps, { req, res, caller }: Asked) {
  const { state = '', error, error_description: description = '' } = Returned.parse(req.query)
  const attempt = await attemptOfState(deps.db, state)
  if (!attempt || attempt.userId !== caller.user.id) return answer(res, { code: 403, message: STRANGE })
  if (error !== undefined) {
    if (!(await useUpState(deps.db, { id: attempt.id, state }))) return answer(res, { code: 403, message: STRANGE })
    const { name: appName } = await findXApp(deps.db, attempt.appId)
    const denied = error === 'access_denied'
    const message = denied
      ? 'You did not allow it, so nothing was connected.'
      : explainReturn(error, { description, appName })
    return settle(deps, { res, attempt, outcome: { status: denied ? 'denied' : 'failed', message } })
  }
  try {
    const brought = await exchange(deps, attempt, { req, res })
    if (!brought) return answer(res, { code: 403, message: STRANGE })
    const connectionId = await finishConsent(deps, attempt, brought)
    deps.grants.forget()
    answer(res, { code: 200, attempt, status: 'connected', message: `@${brought.account.username} is connected.` })
    await deps.runner.connectionRestored(connectionId)
  } catch (failure) {
    if (res.headersSent) throw failure
    await settle(deps, { res, attempt, outcome: await failed(deps, attempt, failure) })
  }
}

/** Longer than the code of X lives; a hanging answer cannot help any more. */
const PATIENCE_MS = 40_000

/** Code for tokens, at once: it lives 30 seconds. Undefined: the state was used by somebody faster. */
async function exchange(deps: HttpDeps, attempt: AttemptRow, { req, res }: { req: Request; res: Response }) {
  const authenticator = await xAuthenticator(deps, attempt)
  return new Promise<Consented | undefined>((resolve, reject) => {
    const timer = setTimeout(() => reject(new TookTooLong()), PATIENCE_MS)
    const done = (error: unknown, brought?: Consented | false) => {
      clearTimeout(timer)
      if (error) reject(error)
      else resolve(brought || undefined)
    }
    authenticator.authorize('x', {}, done)(req, res, done)
  })
}

/** Each attempt goes through the X app it was begun for. */
async function xAuthenticator(deps: HttpDeps, attempt: AttemptRow) {
  return new passport.Passport().use('x', await consentStrategy(deps, attempt))
}

class TookTooLong extends Error {
  override name = 'InternalOAuthError'
}

async function failed(deps: HttpDeps, attempt: AttemptRow, error: unknown): Promise<Outcome> {
  const { name } = await findXApp(deps.db, attempt.appId)
  const message = explainConsent(error, { name, callbackUrl: deps.config.callbackUrl })
  if (message === undefined) deps.log.error({ err: error, attemptId: attempt.id }, 'a consent failed')
  return {
    status: 'failed',
    message: message ?? 'Something went wrong here and nothing was saved. Try again; the log says more.',
  }
}

async function settle(
  deps: HttpDeps,
  { res, attempt, outcome }: { res: Response; attempt: AttemptRow; outcome: Outcome },
) {
  await settleAttempt(deps.db, attempt.id, outcome)
  answer(res, { code: 200, attempt, ...outcome })
}

interface Page {
  code: number
  message: string
  attempt?: AttemptRow
  status?: Outcome['status']
}

function answer(res: Response, { code, message, attempt, status = 'failed' }: Page) {
  res
    .status(code)
    .type('html')
    .send(consentPage({ message, status, attemptId: attempt?.id }))
}

const text = z.string().max(2000).optional().catch(undefined)
const Returned = z.object({ state: text, error: text, error_description: text })

const SIGNED_OUT = 'You are signed out of Tailorbird in this window. Sign in, then connect the account again.'
const STRANGE =
  'This answer of X belongs to no sign-in that is under way here. It may have been used already, or be older than ten minutes. Close this window and connect again.'
