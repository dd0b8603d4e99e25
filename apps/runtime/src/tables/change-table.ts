import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from '@tailorbird/db/database'
import { attachments, records, tables } from '@tailorbird/db/schema/tables'
import type { Table } from '@tailorbird/contract/tables'
import { STORED } from '@tailorbird/flow/tables/stored-kinds'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { audit } from '../audit/audit.ts'
import { inTheWay } from '../ground/refusal.ts'
import { checkedFields } from './check-fields.ts'
import { convertValue } from './convert-value.ts'
import { findTable, holdTable, showTable } from './find-table.ts'
import { said } from '../words/said.ts'

interface TableInput {
  name: string
  fields: TableField[]
}

export async function createTable(db: Database, { name, fields }: TableInput): Promise<Table> {
  const [row] = await db
    .insert(tables)
    .values({ name, fields: checkedFields(fields) })
    .returning()
  return showTable(db, row?.id ?? '')
}

/** Changes a table and brings its records along: each record has exactly the fields of its table at all times. */
export async function updateTable(db: Database, { id, name, fields }: TableInput & { id: string }): Promise<Table> {
  const after = checkedFields(fields)
  await db.transaction(async (tx) => {
    const { fields: before } = await holdTable(tx, id, 'update')
    const was = new Map(before.map((field) => [field.key, field]))
    const stays = new Set(after.map(({ key }) => key))
    for (const field of before) if (!stays.has(field.key)) await dropField(tx, id, field)
    for (const field of after) {
      const old = was.get(field.key)
      if (!old) await addField(tx, id, field)
      else if (old.kind !== field.kind || losesOptions(old, field)) await convertField(tx, { tableId: id, old, field })
    }
    await tx.update(tables).set({ name, fields: after }).where(eq(tables.id, id))
  })
  return showTable(db, id)
}

/** Deletes a table with its records. Flows that use it stay and say so. */
export async function removeTable(db: Database, { id, userId }: { id: string; userId: string }) {
  await db.transaction(async (tx) => {
    const { name } = await findTable(tx, id)
    await tx.update(tables).set({ deletedAt: new Date() }).where(eq(tables.id, id))
    const gone = tx.delete(records).where(eq(records.tableId, id)).returning({ id: records.id })
    const ids = (await gone).map((record) => record.id)
    if (ids.length > 0) await tx.delete(attachments).where(inArray(attachments.recordId, ids))
    await audit(tx, { userId, action: 'table.removed', subject: name, detail: `${ids.length} records` })
  })
}

const losesOptions = ({ options = [] }: TableField, field: TableField) =>
  field.kind === 'choice' && options.some((option) => !field.options?.includes(option))

async function addField(tx: Transaction, tableId: string, { key, kind }: TableField) {
  const empty = JSON.stringify({ [key]: STORED[kind].empty })
  await tx
    .update(records)
    .set({ values: sql`${records.values} || ${empty}::jsonb` })
    .where(eq(records.tableId, tableId))
}

async function dropField(tx: Transaction, tableId: string, { key, kind }: TableField) {
  if (kind === 'attachments') {
    const inTable = tx.select({ id: records.id }).from(records).where(eq(records.tableId, tableId))
    await tx.delete(attachments).where(and(eq(attachments.fieldKey, key), inArray(attachments.recordId, inTable)))
  }
  await tx
    .update(records)
    .set({ values: sql`${records.values} - ${key}::text` })
    .where(eq(records.tableId, tableId))
}

async function convertField(
  tx: Transaction,
  { tableId, old, field }: { tableId: string; old: TableField; field: TableField },
) {
  const value = sql<unknown>`${records.values} -> ${field.key}`
  const rows = await tx.selectDistinct({ value }).from(records).where(eq(records.tableId, tableId))
  for (const { value: kept } of rows) {
    const empty = kept === null || (Array.isArray(kept) && kept.length === 0)
    const converted = empty ? STORED[field.kind].empty : convertValue(kept, field)
    if (converted === undefined) throw cannotConvert({ old, field, kept })
    await tx
      .update(records)
      .set({
        values: sql`jsonb_set(${records.values}, array[${field.key}::text], ${JSON.stringify(converted)}::jsonb)`,
      })
      .where(and(eq(records.tableId, tableId), sql`${value} = ${JSON.stringify(kept)}::jsonb`))
  }
}

function cannotConvert({ old, field, kept }: { old: TableField; field: TableField; kept: unknown }) {
  const example = typeof kept === 'object' ? 'files' : `"${String(kept).slice(0, 60)}"`
  return inTheWay(
    'field-in-use',
    old.kind === field.kind
      ? said('field.cannot-lose-option', { field: field.label, example })
      : said('field.cannot-become', { field: field.label, kind: STORED[field.kind].name, example }),
  )
}
