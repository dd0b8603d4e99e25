import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { TableField } from '@tailorbird/flow/tables/table-field'
import { Id, Moment, Name, Usage, byId, nothing } from './parts.ts'
import { issue } from '@tailorbird/flow/words/issue'

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
  fields: z.array(TableField).min(1, issue('input.no-fields')).max(100),
})

export const tables = {
  list: endpoint('table.view')
    .route({ method: 'GET', path: '/tables', summary: 'All tables' })
    .input(nothing)
    .output(z.array(Table)),
  create: endpoint('table.design')
    .route({ method: 'POST', path: '/tables', summary: 'Create a table' })
    .input(TableInput)
    .output(Table),
  update: endpoint({ right: 'table.design', of: 'table' })
    .route({ method: 'PUT', path: '/tables/{id}', summary: 'Change a table' })
    .input(TableInput.extend({ id: Id }))
    .output(Table),
  usage: endpoint({ right: 'table.view', of: 'table' })
    .route({ method: 'GET', path: '/tables/{id}/usage', summary: 'Where a table is used' })
    .input(byId)
    .output(z.array(Usage)),
  remove: endpoint({ right: 'table.design', of: 'table' })
    .route({ method: 'DELETE', path: '/tables/{id}', summary: 'Delete a table with its records' })
    .input(byId)
    .output(nothing),
}
