import { type RequestHandler, json } from 'express'
import { Refusal } from '../../ground/refusal.ts'
import { said } from '../../words/said.ts'

/** Bodies are JSON. Forms of other websites can send none, so this guards against those as well. */
export const onlyJson: RequestHandler = (req, _res, next) => {
  const empty = req.get('content-length') === '0'
  next(!empty && req.is('json') === false ? notJson : undefined)
}

/** What is read of a body at most: before signing in, of a draft or what is tested with it, and else. Bytes. */
const SMALL = 16 * 1024
const LARGE = 12 * 1024 * 1024
const USUAL = 2 * 1024 * 1024

const HAS_DRAFT = /^\/flows(\/[^/]+\/(draft|tests))?\/?$/i
const BEFORE_SIGN_IN = /^\/(session|owner)\/?$/i

/** Reads the body. Of whoever has not signed in, nothing is read but what signs in: reading costs, and it would be refused. */
export function readJson(): RequestHandler {
  const reader = (limit: number) => json({ limit, verify: (_req, _res, bytes) => refuseDeep(bytes) })
  const [small, usual, large] = [reader(SMALL), reader(USUAL), reader(LARGE)]
  return (req, res, next) => {
    if (req.user) return (HAS_DRAFT.test(req.path) ? large : usual)(req, res, next)
    if (BEFORE_SIGN_IN.test(req.path)) return small(req, res, next)
    next()
  }
}

/** How deeply lists and objects may be nested. What reads them calls itself for each level. */
const DEEPEST = 200

/** Throws when JSON is nested more deeply than anything that people write. Looks at brackets outside of texts only. */
export function refuseDeep(bytes: Uint8Array): void {
  let depth = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (inText) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (byte === BRACKET || byte === BRACE) {
      if (++depth > DEEPEST) throw new TooDeep()
    } else if (byte === BRACKET_END || byte === BRACE_END) depth--
  }
}

/** Named like the errors of body-parser, which puts the body into what is thrown here. */
class TooDeep extends Error {
  readonly type = 'entity.too.deep'

  constructor() {
    super('The body is nested too deeply.')
  }
}

const [QUOTE, BACKSLASH, BRACKET, BRACKET_END, BRACE, BRACE_END] = Buffer.from('"\\[]{}')

/** Refuses text that Postgres cannot keep, before it meets a statement that it shares with other people's rows. */
export const requireKeepableText: RequestHandler = (req, _res, next) =>
  next(keepable(req.body) ? undefined : unkeepable)

export function keepable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => keepable(key) && keepable(inner))
}

const notJson = new Refusal({
  status: 415,
  type: 'not-json',
  told: said('body.must-be-json'),
})
export const unkeepable = new Refusal({
  status: 400,
  type: 'malformed',
  told: said('body.unkeepable'),
})
