import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, Moment, byId, nothing } from './parts.ts'

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

export const records = {
  list: endpoint({ right: 'record.view', of: 'table' })
    .route({ method: 'GET', path: '/tables/{tableId}/records', summary: 'Records of a table, newest first' })
    .input(z.object({ tableId: Id, before: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ records: z.array(TableRecord), more: z.boolean() })),
  get: endpoint({ right: 'record.view', of: 'record' })
    .route({ method: 'GET', path: '/records/{id}', summary: 'One record' })
    .input(byId)
    .output(TableRecord),
  create: endpoint({ right: 'record.create', of: 'table' })
    .route({
      method: 'POST',
      path: '/tables/{tableId}/records',
      summary: 'Create a record; flows that wait for it start',
    })
    .input(z.object({ tableId: Id, values: RecordValues }))
    .output(TableRecord),
  update: endpoint({ right: 'record.edit', of: 'record' })
    .route({ method: 'PUT', path: '/records/{id}', summary: 'Change a record' })
    .input(z.object({ id: Id, values: RecordValues, revision: z.number().int() }))
    .output(TableRecord),
  remove: endpoint({ right: 'record.delete', of: 'record' })
    .route({ method: 'DELETE', path: '/records/{id}', summary: 'Delete a record' })
    .input(byId)
    .output(nothing),
}
