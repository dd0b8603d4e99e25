import { oc } from '@orpc/contract'
import { z } from 'zod'
import { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { TableField } from '@tailorbird/flow/tables/table-field'
import { Id, Moment, Name, Usage, byId, nothing } from './parts.ts'

export const Table = z.object({
  id: Id,
  name: z.string(),
  fields: z.array(TableField),
  recordCount: z.number().int(),
  createdAt: Moment,
})
export type Table = z.infer<typeof Table>

const TableInput = z.object({
  name: Name,
  fields: z.array(TableField).min(1, 'A table needs at least one field.').max(100),
})

/** A record. Values by field key; a field of kind `attachments` holds the files, oldest first. */
export const TableRecord = z.object({
  id: Id,
  tableId: Id,
  values: z.record(z.string(), z.json()),
  /** Raised by each change; send it back with an update. */
  revision: z.number().int(),
  createdAt: Moment,
  updatedAt: Moment,
})
export type TableRecord = z.infer<typeof TableRecord>

/** Values to write. A field of kind `attachments` takes the ids of uploaded files. */
const RecordValues = z.record(z.string(), z.json())

export const tables = {
  list: oc.route({ method: 'GET', path: '/tables', summary: 'All tables' }).input(nothing).output(z.array(Table)),
  create: oc.route({ method: 'POST', path: '/tables', summary: 'Create a table' }).input(TableInput).output(Table),
  update: oc
    .route({ method: 'PUT', path: '/tables/{id}', summary: 'Change a table' })
    .input(TableInput.extend({ id: Id }))
    .output(Table),
  usage: oc
    .route({ method: 'GET', path: '/tables/{id}/usage', summary: 'Where a table is used' })
    .input(byId)
    .output(z.array(Usage)),
  remove: oc
    .route({ method: 'DELETE', path: '/tables/{id}', summary: 'Delete a table with its records' })
    .input(byId)
    .output(nothing),
}

export const records = {
  list: oc
    .route({ method: 'GET', path: '/tables/{tableId}/records', summary: 'Records of a table, newest first' })
    .input(z.object({ tableId: Id, before: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ records: z.array(TableRecord), more: z.boolean() })),
  get: oc.route({ method: 'GET', path: '/records/{id}', summary: 'One record' }).input(byId).output(TableRecord),
  create: oc
    .route({
      method: 'POST',
      path: '/tables/{tableId}/records',
      summary: 'Create a record; flows that wait for it start',
    })
    .input(z.object({ tableId: Id, values: RecordValues }))
    .output(TableRecord),
  update: oc
    .route({ method: 'PUT', path: '/records/{id}', summary: 'Change a record' })
    .input(z.object({ id: Id, values: RecordValues, revision: z.number().int() }))
    .output(TableRecord),
  remove: oc.route({ method: 'DELETE', path: '/records/{id}', summary: 'Delete a record' }).input(byId).output(nothing),
}

/** What `POST /api/attachments` (multipart, field `file`) answers. The file belongs to no record until one is saved with its id. */
export const Attachment = FileEntry.extend({ width: z.number().int().nullable(), height: z.number().int().nullable() })
export type Attachment = z.infer<typeof Attachment>
