import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { bytes, createdAt, id, moment, updatedAt } from '../columns.ts'

/** The tables people make. Deleted ones stay as a row, so that runs of the past can still be read. */
export const tables = pgTable('tables', {
  id: id(),
  name: text('name').notNull(),
  fields: jsonb('fields').$type<TableField[]>().notNull(),
  createdAt: createdAt(),
  deletedAt: moment('deleted_at'),
})

export const records = pgTable(
  'records',
  {
    id: id(),
    tableId: uuid('table_id').notNull(),
    values: jsonb('values').$type<Record<string, unknown>>().notNull(),
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('records_table').on(table.tableId, table.id)],
)

export const attachments = pgTable(
  'attachments',
  {
    id: id(),
    /** Null: uploaded, not yet saved with a record. */
    recordId: uuid('record_id'),
    fieldKey: text('field_key'),
    position: integer('position').notNull().default(0),
    name: text('name').notNull(),
    /** Found by looking at the content. */
    type: text('type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    width: integer('width'),
    height: integer('height'),
    createdAt: createdAt(),
  },
  (table) => [index('attachments_record').on(table.recordId)],
)

export const attachmentChunks = pgTable(
  'attachment_chunks',
  {
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachments.id, { onDelete: 'cascade' }),
    index: integer('index').notNull(),
    content: bytes('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.attachmentId, table.index] })],
)
