import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Writer } from '@tailorbird/db/database'
import { ownerLinks, users } from '@tailorbird/db/schema/users'
import type { Me } from '@tailorbird/contract/session'
import { audit } from '../audit/audit.ts'
import { Refusal } from '../ground/refusal.ts'
import { hashPassword } from './passwords.ts'
import { said } from '../words/said.ts'

export async function needsOwner(db: Writer) {
  const [anyone] = await db.select({ id: users.id }).from(users).limit(1)
  return anyone === undefined
}

/** The token of a fresh link, while there is no owner. Links made before stop working. */
export async function makeOwnerLink(db: Database): Promise<string | undefined> {
  if (!(await needsOwner(db))) return undefined
  const token = randomBytes(32).toString('base64url')
  await db.transaction(async (tx) => {
    await tx.delete(ownerLinks)
    await tx.insert(ownerLinks).values({ tokenHash: hashed(token) })
  })
  return token
}

interface Owner {
  token: string
  name: string
  email: string
  password: string
}

/** Makes the owner account; the link works once. */
export async function createOwner(db: Database, { token, name, email, password }: Owner): Promise<Me> {
  const passwordHash = await hashPassword(password)
  return db.transaction(async (tx) => {
    // Two links at once, of two processes, still make one owner.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('tailorbird owner'))`)
    const used = await tx
      .update(ownerLinks)
      .set({ usedAt: new Date() })
      .where(and(eq(ownerLinks.tokenHash, hashed(token)), isNull(ownerLinks.usedAt)))
      .returning()
    if (used.length === 0 || !(await needsOwner(tx))) throw linkRefused
    const [owner] = await tx
      .insert(users)
      .values({ name, email: email.toLowerCase(), role: 'owner', passwordHash })
      .returning()
    if (!owner) throw linkRefused
    await audit(tx, { userId: owner.id, action: 'owner.created', subject: owner.email })
    return { id: owner.id, name: owner.name, email: owner.email, role: owner.role }
  })
}

const hashed = (token: string) => createHash('sha256').update(token).digest('hex')

const linkRefused = new Refusal({
  status: 403,
  type: 'owner-link-refused',
  told: said('session.owner-link'),
})
