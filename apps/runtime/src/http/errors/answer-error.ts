import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import type { ProblemBody } from '@tailorbird/contract/problem-body'
import { pathForLog } from '../../ground/path-for-log.ts'
import { said } from '../../words/said.ts'
import { PROBLEM_TYPE, problemOf } from './problem.ts'
import { refusalBody } from './refusal-body.ts'

/** The last stop of every error of a plain route. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const body = problemOrReport(error, { req, log })
    res.status(body.status).type(PROBLEM_TYPE).json(body)
  }
}

interface Reporting {
  req: { id?: unknown; method: string; originalUrl: string }
  log: Logger
  /** What may be told of which errors. Default: refusals, failures, the body and the database. */
  told?: (error: unknown) => ProblemBody | undefined
}

/** The problem body; a bug is logged in full and answered with nothing but the id it is logged under. */
export function problemOrReport(error: unknown, { req, log, told = problemOf }: Reporting): ProblemBody {
  const known = told(error)
  const requestId = String(req.id)
  if (known) {
    if (known.status >= 500) log.warn({ err: error, requestId }, 'a request could not be answered')
    return known
  }
  log.error({ err: error, requestId, method: req.method, path: pathForLog(req.originalUrl) }, 'a request failed')
  return refusalBody({ status: 500, type: 'fault', told: said('request.fault', { request: requestId }) })
}
