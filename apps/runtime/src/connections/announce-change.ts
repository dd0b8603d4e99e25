import type { Writer } from '@tailorbird/db/database'
import { sql } from 'drizzle-orm'

export const CHANGES = 'tailorbird_connections'

/** Tells every process that an app, a connection, an alias or a binding has changed. In the transaction that changes it. */
export async function announceChange(db: Writer) {
  await db.execute(sql`select pg_notify(${CHANGES}, '')`)
}
