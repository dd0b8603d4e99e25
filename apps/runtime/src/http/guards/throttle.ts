import type { Request, RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { Refusal } from '../../ground/refusal.ts'
import { said } from '../../words/said.ts'

const WINDOW = 15 * 60 * 1000

/** Slows down guessing of passwords: failed attempts count, per address, and per e-mail from an address. Somebody who knows
 *  an e-mail must not be able to keep its owner out from elsewhere. */
export function throttleSignIn(): RequestHandler[] {
  return [
    limit({ most: 50, key: (req) => ipKeyGenerator(req.ip ?? '') }),
    limit({ most: 10, key: (req) => `${ipKeyGenerator(req.ip ?? '')} as ${namedEmail(req)}` }),
  ]
}

function limit({ most, key }: { most: number; key(req: Request): string }) {
  return rateLimit({
    windowMs: WINDOW,
    limit: most,
    skip: ({ method }) => method !== 'POST',
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: key,
    // Anybody can send this header; where no proxy is trusted it means nothing and is no reason to complain.
    validate: { xForwardedForHeader: false },
    handler: (_req, _res, next) => next(tooMany),
  })
}

function namedEmail(req: Request) {
  const body: unknown = req.body
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : undefined
  return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : ''
}

const tooMany = new Refusal({
  status: 429,
  type: 'too-many-attempts',
  told: said('session.too-many-attempts'),
})
