import { randomBytes } from 'node:crypto'
import connectPgSimple from 'connect-pg-simple'
import session, { type SessionData } from 'express-session'
import type { Pool } from 'pg'

declare module 'express-session' {
  interface SessionData {
    /** Set for people who have not signed in. */
    visited?: boolean
  }
}

const DAY = 24 * 60 * 60 * 1000
const LIFETIME = 14 * DAY
/** How stale the kept end of a session may be: without this, each request would write to the database. */
const TOUCH_EVERY = 5 * 60 * 1000

interface SessionOptions {
  pool: Pool
  /** Signs the cookie. */
  secret: string
  /** Browsers reach us by https. */
  secure: boolean
}

export const SESSION_COOKIE = 'tailorbird.session'

/** Sessions in Postgres; the cookie only names one. They end after two weeks without a visit. */
export function sessions({ pool, secret, secure }: SessionOptions) {
  const store = new SessionStore({ pool, tableName: 'sessions', pruneSessionInterval: 15 * 60, errorLog: () => {} })
  const handler = session({
    name: SESSION_COOKIE,
    store,
    secret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    genid: () => randomBytes(24).toString('base64url'),
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: LIFETIME },
  })
  return { handler, close: () => store.close() }
}

class SessionStore extends connectPgSimple(session) {
  readonly #touched = new Map<string, number>()

  override touch(sid: string, data: SessionData, done?: () => void) {
    const now = Date.now()
    if (now - (this.#touched.get(sid) ?? 0) < TOUCH_EVERY) {
      done?.()
      return
    }
    if (this.#touched.size > 10_000) this.#touched.clear()
    this.#touched.set(sid, now)
    super.touch(sid, data, done)
  }
}
