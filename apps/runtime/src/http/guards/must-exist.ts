import { type Stated, type Thing, idField } from '@tailorbird/contract/needs'
import { Id } from '@tailorbird/contract/parts'
import type { Said } from '@tailorbird/flow/words/said'
import type { Database } from '@tailorbird/db/database'
import { approvals } from '@tailorbird/db/schema/runs'
import { aliases, connections, xApps } from '@tailorbird/db/schema/connections'
import { flows, triggers, versions } from '@tailorbird/db/schema/flows'
import { runs } from '@tailorbird/db/schema/runs'
import { records, tables } from '@tailorbird/db/schema/tables'
import { and, eq, isNull } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { notFound } from '../../ground/refusal.ts'
import { said } from '../../words/said.ts'

interface Kept {
  id: PgColumn
  /** Set when it has been deleted but is kept for what refers to it. */
  deletedAt?: PgColumn
  /** What is said when it is not there. */
  gone: Said
}

const kept: Record<Thing, Kept> = {
  flow: { id: flows.id, deletedAt: flows.deletedAt, gone: said('not-found.flow') },
  version: { id: versions.id, gone: said('not-found.version-of-flow') },
  run: { id: runs.id, gone: said('not-found.run') },
  table: { id: tables.id, deletedAt: tables.deletedAt, gone: said('not-found.table') },
  record: { id: records.id, gone: said('not-found.record') },
  connection: { id: connections.id, gone: said('not-found.connection') },
  alias: { id: aliases.id, gone: said('not-found.alias') },
  xApp: { id: xApps.id, gone: said('not-found.x-app') },
  approval: { id: approvals.id, gone: said('not-found.approval') },
  trigger: { id: triggers.id, gone: said('not-found.trigger') },
}

/** Throws 404 when what the request is about does not exist. Says nothing about an id that is none: the endpoint's input
 *  refuses it. */
export async function mustExist(db: Database, needs: Stated, input: unknown): Promise<void> {
  if (typeof needs !== 'object' || !('of' in needs)) return
  const fields = typeof input === 'object' && input !== null ? { ...input } : {}
  const { data: id } = Id.safeParse(Reflect.get(fields, idField(needs.of, Object.keys(fields))))
  if (id === undefined) return
  const { id: column, deletedAt, gone } = kept[needs.of]
  const [row] = await db
    .select({ id: column })
    .from(column.table)
    .where(and(eq(column, id), deletedAt && isNull(deletedAt)))
  if (!row) throw notFound(gone)
}
