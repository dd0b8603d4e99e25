import { randomUUID } from 'node:crypto'
import express, { type Express, type Request } from 'express'
import { pinoHttp } from 'pino-http'
import type { Logger } from 'pino'
import { sessions } from '../people/session.ts'
import { accounts } from '../people/sign-in.ts'
import { answerErrors } from './errors/answer-error.ts'
import { api } from './api.ts'
import { designerFiles } from './pages/designer-files.ts'
import { healthRoutes } from './routes/health.ts'
import { type Measure, measureRequests } from './requests/request-metrics.ts'
import type { HttpDeps } from './context/http-deps.ts'
import { errorForLog } from '../ground/log.ts'
import { pathForLog } from '../ground/path-for-log.ts'
import { consentRoutes } from './routes/consent.ts'
import { refuseUnguarded } from './guards/mount.ts'
import { requireOwnHost, securityHeaders } from './guards/security-headers.ts'

/** HTTP for people and their programs; webhooks have a server of their own. `close` lets go of what it holds besides the database. */
export function createApp(deps: HttpDeps): { app: Express; measure: Measure; close(): void } {
  const { config, db, log, cookieSecret } = deps
  const secure = config.publicUrl.startsWith('https:')
  const session = sessions({ pool: db.$client, secret: cookieSecret, secure })
  const authenticator = accounts(db)
  const health = healthRoutes(deps)
  const signedInOrNot = [session.handler, authenticator.initialize(), authenticator.session()]
  const app = express()
  app.disable('x-powered-by')
  // Behind a proxy that speaks https for us: it stands on this machine or in the same private network.
  if (secure) app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal'])
  app.use(requestLog(log), measureRequests(health.measure), securityHeaders(config), requireOwnHost(config.publicUrl))
  app.use(['/api', '/connections/x', '/metrics'], ...signedInOrNot)
  app.use(health.routes)
  app.use('/api', api(deps, authenticator))
  app.use(consentRoutes(deps))
  app.use(designerFiles(config.publicUrl))
  app.use(answerErrors(log))
  refuseUnguarded(app)
  return { app, measure: health.measure, close: session.close }
}

/** One line per request, and nothing in it that opens anything: no header, no cookie, no query string. */
function requestLog(log: Logger) {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'warn' : 'debug'),
    // Ours take the error itself: pino-http would have written it out before, with all that it carries.
    wrapSerializers: false,
    serializers: {
      req: ({ id, method, originalUrl }: Request) => ({ id, method, path: pathForLog(originalUrl) }),
      err: errorForLog,
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  })
}
