import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { Refusal } from '../refusal.ts'

export const CSRF_HEADER = 'x-csrf-token'

/** The token that proves that a request comes from a page that could read our answers. Made on first use. */
export function csrfToken(req: Request) {
  req.session.csrfToken ??= randomBytes(24).toString('base64url')
  return req.session.csrfToken
}

/** Lets a request that changes something pass only when it comes from our own pages: by its origin, and by the token. */
export function requireOwnPage(publicUrl: string): RequestHandler {
  const publicHost = new URL(publicUrl).host
  return (req, _res, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(req.method)) return next()
    if (!fromOwnPage(req, publicHost)) return next(foreign)
    next(sameText(req.get(CSRF_HEADER) ?? '', req.session.csrfToken ?? '') ? undefined : outdated)
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
  return one !== '' && other !== '' && timingSafeEqual(digest(one), digest(other))
}

const foreign = new Refusal({
  status: 403,
  type: 'foreign-origin',
  title: 'Not from here',
  detail: 'This request came from another website, so nothing was changed.',
})

const outdated = new Refusal({
  status: 403,
  type: 'session-changed',
  title: 'This page is out of date',
  detail: 'You were signed out or signed in anew. Reload the page and try again.',
})
