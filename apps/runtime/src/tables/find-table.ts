import type { Writer } from '@tailorbird/db/database'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { records, tables } from '@tailorbird/db/schema/tables'
import type { Table } from '@tailorbird/contract/tables'
import { notFound } from '../ground/refusal.ts'
import type { Caller } from '../people/caller.ts'
import { said } from '../words/said.ts'

export type TableRow = typeof tables.$inferSelect

const counted = {
  id: tables.id,
  name: tables.name,
  fields: tables.fields,
  createdAt: tables.createdAt,
  // In full: drizzle leaves out the table's name where only one table is selected from.
  recordCount: sql<number>`(select count(*)::int from ${records} where ${records}.table_id = ${tables}.id)`,
}

export async function listTables(caller: Caller, db: Writer): Promise<Table[]> {
  const rows = await db
    .select(counted)
    .from(tables)
    .where(and(caller.sees('table.view'), isNull(tables.deletedAt)))
    .orderBy(asc(tables.name), asc(tables.id))
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

export async function showTable(db: Writer, id: string): Promise<Table> {
  const [row] = await db
    .select(counted)
    .from(tables)
    .where(and(eq(tables.id, id), isNull(tables.deletedAt)))
  if (!row) throw noTable
  return { ...row, createdAt: row.createdAt.toISOString() }
}

export async function findTable(db: Writer, id: string): Promise<TableRow> {
  const [row] = await db
    .select()
    .from(tables)
    .where(and(eq(tables.id, id), isNull(tables.deletedAt)))
  if (!row) throw noTable
  return row
}

/** The same, held until the transaction ends. Records are written under a shared hold, the table is changed under a full one. */
export async function holdTable(tx: Writer, id: string, how: 'share' | 'update'): Promise<TableRow> {
  const [row] = await tx
    .select()
    .from(tables)
    .where(and(eq(tables.id, id), isNull(tables.deletedAt)))
    .for(how)
  if (!row) throw noTable
  return row
}

const noTable = notFound(said('not-found.table'))
