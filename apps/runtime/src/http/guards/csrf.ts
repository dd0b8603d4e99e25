import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { Refusal } from '../../ground/refusal.ts'
import { said } from '../../words/said.ts'

const CSRF_HEADER = 'x-csrf-token'

const VISIT_MS = 12 * 60 * 60 * 1000

/** The token that proves that a request comes from a page that could read our answers. It follows from the session's id,
 *  so that requests at the same time agree on it: a random one that was kept got lost when two of them saved the session. */
export function csrfToken(req: Request, secret: string) {
  if (!req.user && !req.session.visited) {
    // Something must be kept for the session to stand at all; it ends soon, as visitors may never sign in.
    req.session.visited = true
    req.session.cookie.maxAge = VISIT_MS
  }
  return tokenOf(req, secret)
}

const tokenOf = (req: Request, secret: string) =>
  createHmac('sha256', secret).update(`csrf token of ${req.sessionID}`).digest('base64url')

/** Lets a request that changes something pass only when it comes from our own pages: by its origin, and by the token. */
export function requireOwnPage(publicUrl: string, secret: string): RequestHandler {
  const publicHost = new URL(publicUrl).host
  return (req, _res, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(req.method)) return next()
    if (!fromOwnPage(req, publicHost)) return next(foreign)
    next(sameText(req.get(CSRF_HEADER) ?? '', tokenOf(req, secret)) ? undefined : outdated)
  }
}

/** Browsers say where a request comes from; other programs send neither header and have no cookie to abuse. */
function fromOwnPage(req: Request, publicHost: string) {
  const site = req.get('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = req.get('origin')
  if (origin === undefined) return true
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  return host === publicHost || host === req.get('host')
}

/** Takes the same time however much of the text is right. */
function sameText(one: string, other: string) {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

const foreign = new Refusal({
  status: 403,
  type: 'foreign-origin',
  told: said('request.foreign-origin'),
})

const outdated = new Refusal({
  status: 403,
  type: 'session-changed',
  told: said('session.changed'),
})
