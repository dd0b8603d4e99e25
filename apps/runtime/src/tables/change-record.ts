import { isDeepStrictEqual } from 'node:util'
import { and, eq, inArray, isNull, notInArray, or } from 'drizzle-orm'
import { newId } from '@tailorbird/db/columns'
import type { Database, Transaction } from '@tailorbird/db/database'
import { attachments, records, tables } from '@tailorbird/db/schema/tables'
import type { TableRecord } from '@tailorbird/contract/records'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { inTheWay } from '../ground/refusal.ts'
import type { NewRecord } from '../triggers/record/insert-record.ts'
import type { KeepChange } from '../triggers/record/keep-change.ts'
import type { CausedBy, ChangedField } from '../triggers/record/record-happenings.ts'
import { type RecordValues, checkedValues } from './check-values.ts'
import { noRecord } from './find-records.ts'
import { findTable, holdTable } from './find-table.ts'
import { recordValue, showRecord } from './show-record.ts'
import { said } from '../words/said.ts'

/** Writes a record with its files and starts the runs that wait for it, all or nothing. */
export type InsertRecord = (record: NewRecord) => Promise<void>

interface Input {
  tableId: string
  values: Record<string, unknown>
  /** The run that does it, or the person. */
  causedBy?: CausedBy
  by?: string
}

export async function createRecord(
  db: Database,
  insert: InsertRecord,
  { tableId, values, causedBy, by }: Input,
): Promise<TableRecord> {
  const table = await findTable(db, tableId)
  const checked = await checkedValues(db, { fields: table.fields, values })
  const createdAt = new Date()
  const record = { id: newId(), tableId, values: checked.values, createdAt }
  await insert({ ...record, tableName: table.name, files: checked.files, by, ...(causedBy && { causedBy }) })
  return showRecord({ ...record, revision: 1, updatedAt: createdAt })
}

interface Change {
  id: string
  values: Record<string, unknown>
  revision: number
  causedBy?: CausedBy
  by?: string
}

/** Changes a record and starts the runs that wait for that. Files that are no longer in it are deleted. */
export function updateRecord(keep: KeepChange, { id, values, revision, causedBy, by }: Change): Promise<TableRecord> {
  return keep(async (tx) => {
    const [before] = await tx.select().from(records).where(eq(records.id, id)).for('update')
    if (!before) throw noRecord
    if (before.revision !== revision) {
      throw inTheWay('record-changed', said('record.changed-meanwhile'))
    }
    const { fields, name } = await holdTable(tx, before.tableId, 'share')
    const checked = await checkedValues(tx, { fields, values, recordId: id })
    await claimFiles(tx, id, checked.files)
    const changed = { values: checked.values, revision: revision + 1, updatedAt: new Date() }
    const [after] = await tx.update(records).set(changed).where(eq(records.id, id)).returning()
    if (!after) throw noRecord
    const place = { tableId: before.tableId, tableName: name, revision: after.revision, causedBy, by }
    const changedFields = fieldsChanged(fields, before.values, checked.values)
    const event = {
      ...place,
      on: 'updated' as const,
      record: recordValue(after),
      previous: recordValue(before),
      changedFields,
    }
    return { event, result: showRecord(after) }
  })
}

/** Deletes a record and starts the runs that wait for that. */
export function removeRecord(
  keep: KeepChange,
  { id, causedBy, by }: { id: string; causedBy?: CausedBy; by?: string },
): Promise<void> {
  return keep(async (tx) => {
    const [gone] = await tx.delete(records).where(eq(records.id, id)).returning()
    if (!gone) throw noRecord
    await tx.delete(attachments).where(eq(attachments.recordId, id))
    const [table] = await tx.select({ name: tables.name }).from(tables).where(eq(tables.id, gone.tableId))
    const place = { tableId: gone.tableId, tableName: table?.name ?? '', revision: gone.revision, causedBy, by }
    const was = recordValue(gone)
    return {
      event: { ...place, on: 'deleted' as const, record: was, previous: was, changedFields: [] },
      result: undefined,
    }
  })
}

function fieldsChanged(fields: readonly TableField[], before: Values, after: Values): ChangedField[] {
  return fields
    .map(({ key, label }) => ({ field: key, label, previous: before[key] ?? null, current: after[key] ?? null }))
    .filter(({ previous, current }) => !isDeepStrictEqual(previous, current))
}

type Values = Readonly<Record<string, unknown>>

async function claimFiles(tx: Transaction, recordId: string, files: RecordValues['files']) {
  const ids = files.map((file) => file.id)
  const dropped = ids.length === 0 ? undefined : notInArray(attachments.id, ids)
  await tx.delete(attachments).where(and(eq(attachments.recordId, recordId), dropped))
  if (ids.length === 0) return
  const mine = or(isNull(attachments.recordId), eq(attachments.recordId, recordId))
  const claimed = await tx
    .update(attachments)
    .set({ recordId })
    .where(and(inArray(attachments.id, ids), mine))
    .returning()
  if (claimed.length < ids.length) throw inTheWay('file-taken', said('file.taken-meanwhile'))
  for (const { id, fieldKey, position } of files) {
    await tx.update(attachments).set({ fieldKey, position }).where(eq(attachments.id, id))
  }
}
