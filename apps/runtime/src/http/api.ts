import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError } from '@orpc/server'
import { constants } from 'node:zlib'
import compression from 'compression'
import { type RequestHandler, Router } from 'express'
import type passport from 'passport'
import { requireOwnPage } from './guards/csrf.ts'
import { throttleSignIn } from './guards/throttle.ts'
import { problemOrReport } from './errors/answer-error.ts'
import type { Context } from './context/context.ts'
import { contractProblemOf } from './errors/contract-problem.ts'
import type { HttpDeps } from './context/http-deps.ts'
import { onlyJson, readJson, requireKeepableText } from './guards/json-body.ts'
import { noSuchRoute } from './errors/no-such-route.ts'
import { openApiPages } from './pages/open-api-pages.ts'
import { PROBLEM_TYPE } from './errors/problem.ts'
import { router } from './router.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { runEventRoutes } from './routes/run-events.ts'
import { runFileRoutes } from './routes/run-files.ts'

/** Everything below `/api`: first the guards, then the plain routes, then the contract. */
export function api(deps: HttpDeps, authenticator: passport.Authenticator): Router {
  const routes = Router()
  routes.use((_req, res, next) => {
    res.setHeader('cache-control', 'no-store')
    next()
  })
  routes.use(requireOwnPage(deps.config.publicUrl, deps.cookieSecret))
  // Files are packed already, and a stream must not wait until there is enough to pack.
  routes.use(attachmentRoutes(deps), runEventRoutes(deps), runFileRoutes(deps))
  // One step above the usual 4 costs no more time, and the catalogue travels with 7 % less.
  routes.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }))
  routes.use(openApiPages(deps.config.publicUrl))
  routes.use(onlyJson, readJson(), requireKeepableText)
  routes.use(['/session', '/owner'], ...throttleSignIn())
  routes.use(contractRoutes(deps, authenticator))
  routes.use(noSuchRoute)
  return routes
}

function contractRoutes(deps: HttpDeps, authenticator: passport.Authenticator): RequestHandler {
  const handler = new OpenAPIHandler<Context>(router, {
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next()
        } catch (error) {
          return { matched: true, response: refusal(error, context) }
        }
      },
    ],
  })
  return async (req, res, next) => {
    req.body ??= {}
    const { matched } = await handler.handle(req, res, {
      prefix: '/api',
      context: { deps, authenticator, req, res },
    })
    if (!matched) next()
  }
}

/** A stream, because the handler calls everything else `application/json`. */
function refusal(error: unknown, { req, deps: { log } }: Context) {
  const problem = problemOrReport(error, { req, log, told: contractProblemOf })
  // An error that the contract names travels along, so that its clients get it back with its type.
  const named = error instanceof ORPCError && error.defined ? { orpc: error.toJSON() } : undefined
  const body = new Blob([JSON.stringify({ ...problem, ...named })]).stream()
  return { status: problem.status, headers: { 'content-type': PROBLEM_TYPE }, body }
}
