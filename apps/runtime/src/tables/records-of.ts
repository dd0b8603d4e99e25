import type { Database } from '@tailorbird/db/database'
import { records } from '@tailorbird/db/schema/tables'
import type { Services } from '@tailorbird/flow/node/node-services'
import { eq } from 'drizzle-orm'

/** Records as nodes see them. */
export const recordsOf = (db: Database): Services['records'] => ({
  async find(recordId) {
    const [row] = await db.select().from(records).where(eq(records.id, recordId))
    if (!row) return undefined
    const { id, tableId, createdAt, updatedAt, values } = row
    return { id, tableId, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), ...values }
  },
})
