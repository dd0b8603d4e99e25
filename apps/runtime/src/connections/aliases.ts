import { type SQL, and, asc, eq } from 'drizzle-orm'
import type { Database, Writer } from '@tailorbird/db/database'
import { aliasBindings, aliases, connections } from '@tailorbird/db/schema/connections'
import { environments } from '@tailorbird/db/schema/environments'
import type { Alias } from '@tailorbird/contract/aliases'
import { audit } from '../audit/audit.ts'
import { notFound, wrongFields } from '../ground/refusal.ts'
import type { Caller } from '../people/caller.ts'
import { announceChange } from './announce-change.ts'
import { noConnection } from './show-connection.ts'
import { said } from '../words/said.ts'

export const listAliases = (caller: Caller, db: Writer): Promise<Alias[]> =>
  aliasesWhere(db, caller.sees('connection.view'))

async function aliasesWhere(db: Writer, which: SQL): Promise<Alias[]> {
  const rows = await db.select().from(aliases).where(which).orderBy(asc(aliases.name))
  const bound = await db.select().from(aliasBindings)
  return rows.map(({ id, name }) => ({
    id,
    name,
    bindings: bound
      .filter(({ aliasId }) => aliasId === id)
      .map(({ environment, connectionId }) => ({ environment, connectionId })),
  }))
}

export async function findAlias(db: Writer, id: string) {
  const [row] = await db.select().from(aliases).where(eq(aliases.id, id))
  if (!row) throw notFound(said('not-found.alias'))
  return row
}

export async function createAlias(db: Database, { name, userId }: { name: string; userId: string }): Promise<Alias> {
  return db.transaction(async (tx) => {
    const [row] = await tx.insert(aliases).values({ name }).onConflictDoNothing().returning()
    if (!row) throw wrongFields([{ path: 'name', wrong: said('alias.there', { alias: name }) }])
    await audit(tx, { userId, action: 'alias.created', subject: name })
    await announceChange(tx)
    return { id: row.id, name, bindings: [] }
  })
}

interface Bind {
  id: string
  environment: string
  /** Null: leads nowhere. */
  connectionId: string | null
  userId: string
}

/** Says where an alias leads in an environment; every flow follows from its next step on. */
export async function bindAlias(db: Database, { id, environment, connectionId, userId }: Bind): Promise<Alias> {
  await db.transaction(async (tx) => {
    const { name } = await findAlias(tx, id)
    const [place] = await tx.select().from(environments).where(eq(environments.key, environment))
    if (!place) throw notFound(said('not-found.environment', { environment }))
    if (connectionId === null) {
      await tx
        .delete(aliasBindings)
        .where(and(eq(aliasBindings.aliasId, id), eq(aliasBindings.environment, environment)))
      await audit(tx, { userId, action: 'alias.bound', subject: name, detail: `nowhere in ${environment}` })
    } else {
      const [connection] = await tx.select().from(connections).where(eq(connections.id, connectionId)).for('share')
      if (!connection) throw noConnection
      await tx
        .insert(aliasBindings)
        .values({ aliasId: id, environment, connectionId })
        .onConflictDoUpdate({ target: [aliasBindings.aliasId, aliasBindings.environment], set: { connectionId } })
      await audit(tx, {
        userId,
        action: 'alias.bound',
        subject: name,
        detail: `@${connection.accountUsername} in ${environment}`,
      })
    }
    await announceChange(tx)
  })
  const [alias] = await aliasesWhere(db, eq(aliases.id, id))
  if (!alias) throw notFound(said('not-found.alias'))
  return alias
}

export async function removeAlias(db: Database, { id, userId }: { id: string; userId: string }) {
  await db.transaction(async (tx) => {
    const { name } = await findAlias(tx, id)
    await tx.delete(aliases).where(eq(aliases.id, id))
    await audit(tx, { userId, action: 'alias.removed', subject: name })
    await announceChange(tx)
  })
}
