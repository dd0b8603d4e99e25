import type { Writer } from '@tailorbird/db/database'
import { and, desc, eq, lt } from 'drizzle-orm'
import { records } from '@tailorbird/db/schema/tables'
import type { TableRecord } from '@tailorbird/contract/records'
import { notFound } from '../ground/refusal.ts'
import type { Caller } from '../people/caller.ts'
import { findTable } from './find-table.ts'
import { showRecord } from './show-record.ts'
import { said } from '../words/said.ts'

interface Page {
  tableId: string
  /** Only records older than this one. */
  before?: string | undefined
  limit: number
}

/** Records of a table, newest first. */
export async function listRecords(caller: Caller, db: Writer, { tableId, before, limit }: Page) {
  await findTable(db, tableId)
  const rows = await db
    .select()
    .from(records)
    .where(
      and(
        caller.sees('record.view'),
        eq(records.tableId, tableId),
        before === undefined ? undefined : lt(records.id, before),
      ),
    )
    .orderBy(desc(records.id))
    .limit(limit + 1)
  return { records: rows.slice(0, limit).map(showRecord), more: rows.length > limit }
}

export async function findRecord(db: Writer, id: string): Promise<TableRecord> {
  const [row] = await db.select().from(records).where(eq(records.id, id))
  if (!row) throw noRecord
  return showRecord(row)
}

export const noRecord = notFound(said('not-found.record'))
