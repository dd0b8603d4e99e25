import { eq } from 'drizzle-orm'
import type { NextFunction, Request, Response } from 'express'
import passport from 'passport'
import { Strategy as LocalStrategy } from 'passport-local'
import type { Database } from '@tailorbird/db/database'
import { users } from '@tailorbird/db/schema/users'
import type { Me } from '@tailorbird/contract/session'
import { Refusal } from '../ground/refusal.ts'
import { passwordFits } from './passwords.ts'
import { said } from '../words/said.ts'

declare global {
  namespace Express {
    // passport puts the signed-in user into the request under this name.
    interface User extends Me {}
  }
}

/** Passport with our accounts: e-mail and password, kept in the session by id. */
export function accounts(db: Database) {
  const authenticator = new passport.Passport()
  authenticator.use(
    new LocalStrategy({ usernameField: 'email', passwordField: 'password' }, (email, password, done) => {
      check(db, email, password).then((user) => done(null, user ?? false), done)
    }),
  )
  authenticator.serializeUser((user, done) => done(null, user.id))
  authenticator.deserializeUser((id: string, done) => {
    byId(db, id).then((user) => done(null, user ?? false), done)
  })
  return authenticator
}

async function check(db: Database, email: string, password: string): Promise<Me | undefined> {
  const [user] = await db.select().from(users).where(eq(users.email, email.trim().toLowerCase()))
  return (await passwordFits(password, user?.passwordHash)) && user ? asMe(user) : undefined
}

async function byId(db: Database, id: string): Promise<Me | undefined> {
  const [user] = await db.select().from(users).where(eq(users.id, id))
  return user && asMe(user)
}

const asMe = ({ id, name, email, role }: typeof users.$inferSelect): Me => ({ id, name, email, role })

/** Signs in whoever the request's body names. The session gets a new id, so that one planted before is worth nothing. */
export async function signIn(authenticator: passport.Authenticator, req: Request, res: Response): Promise<Me> {
  // passport takes them from the address as well, and addresses are written into logs on their way.
  if ('email' in req.query || 'password' in req.query) throw inAddress
  const user = await new Promise<Me | false>((resolve, reject) => {
    const answered = (error: unknown, found: Me | false | undefined) =>
      error ? reject(error) : resolve(found || false)
    const authenticate = authenticator.authenticate('local', answered) as (
      req: Request,
      res: Response,
      next: NextFunction,
    ) => void
    authenticate(req, res, (error: unknown) => reject(error))
  })
  if (!user) throw refused
  await enter(req, user)
  return user
}

/** Begins a fresh session for this user. */
export function enter(req: Request, user: Me) {
  return new Promise<void>((resolve, reject) =>
    req.logIn(user, (error: unknown) => (error ? reject(error) : resolve())),
  )
}

/** Ends the session, here and in the database. */
export function leave(req: Request) {
  return new Promise<void>((resolve, reject) => req.logOut((error: unknown) => (error ? reject(error) : resolve())))
}

const inAddress = new Refusal({
  status: 400,
  type: 'credentials-in-address',
  told: said('session.credentials-in-address'),
})
const refused = new Refusal({
  status: 401,
  type: 'sign-in-refused',
  told: said('session.sign-in-refused'),
})
