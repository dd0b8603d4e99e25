import { type Stated, type Thing, idField } from '@tailorbird/contract/needs'
import { Id } from '@tailorbird/contract/parts'
import type { Database } from '@tailorbird/db/database'
import { approvals } from '@tailorbird/db/schema/runs'
import { aliases, connections, xApps } from '@tailorbird/db/schema/connections'
import { flows, triggers, versions } from '@tailorbird/db/schema/flows'
import { runs } from '@tailorbird/db/schema/runs'
import { records, tables } from '@tailorbird/db/schema/tables'
import { and, eq, isNull } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { notFound } from '../../ground/refusal.ts'

interface Kept {
  id: PgColumn
  /** Set when it has been deleted but is kept for what refers to it. */
  deletedAt?: PgColumn
  name: string
}

const kept: Record<Thing, Kept> = {
  flow: { id: flows.id, deletedAt: flows.deletedAt, name: 'This flow' },
  version: { id: versions.id, name: 'This version of the flow' },
  run: { id: runs.id, name: 'This run' },
  table: { id: tables.id, deletedAt: tables.deletedAt, name: 'This table' },
  record: { id: records.id, name: 'This record' },
  connection: { id: connections.id, name: 'This connection' },
  alias: { id: aliases.id, name: 'This alias' },
  xApp: { id: xApps.id, name: 'This X app' },
  approval: { id: approvals.id, name: 'This approval' },
  trigger: { id: triggers.id, name: 'This trigger' },
}

/** Throws 404 when what the request is about does not exist. Says nothing about an id that is none: the endpoint's input
 *  refuses it. */
export async function mustExist(db: Database, needs: Stated, input: unknown): Promise<void> {
  if (typeof needs !== 'object' || !('of' in needs)) return
  const fields = typeof input === 'object' && input !== null ? { ...input } : {}
  const { data: id } = Id.safeParse(Reflect.get(fields, idField(needs.of, Object.keys(fields))))
  if (id === undefined) return
  const { id: column, deletedAt, name } = kept[needs.of]
  const [row] = await db
    .select({ id: column })
    .from(column.table)
    .where(and(eq(column, id), deletedAt && isNull(deletedAt)))
  if (!row) throw notFound(name)
}
