import type { Request } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { Refusal } from '../refusal.ts'

/** Nobody finds a token or a secret by trying, and a caller gone mad does not keep us busy with refusals. */
export const limitFailures = () =>
  limit({ seconds: 60, most: 300, key: ({ ip = '' }) => ipKeyGenerator(ip), skipSuccessfulRequests: true })

/** One webhook leaves room for the others, and for the people at work. */
export const limitCalls = () => limit({ seconds: 10, most: 50_000, key: ({ params }) => String(params['token']) })

interface Limit {
  seconds: number
  most: number
  key(req: Request): string
  skipSuccessfulRequests?: boolean
}

function limit({ seconds, most, key, skipSuccessfulRequests = false }: Limit) {
  return rateLimit({
    windowMs: seconds * 1000,
    limit: most,
    skipSuccessfulRequests,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: key,
    validate: false,
    handler: (_req, _res, next) => next(tooMany),
  })
}

const tooMany = new Refusal({
  status: 429,
  type: 'too-many-calls',
  title: 'Too many calls',
  detail: 'There were too many calls in a short time. Wait a minute, then call again.',
})
