import { flowsUsing } from '../../flows/flows-using.ts'
import { createTable, removeTable, updateTable } from '../../tables/change-table.ts'
import { findTable, listTables } from '../../tables/find-table.ts'
import { signedIn } from '../context/context.ts'

const { list, create, update, usage, remove } = signedIn.tables

export const tables = {
  list: list.handler(({ context }) => listTables(context.house.db)),
  create: create.handler(({ input, context }) => createTable(context.house.db, input)),
  update: update.handler(({ input, context }) => updateTable(context.house.db, input)),
  usage: usage.handler(async ({ input, context }) => {
    await findTable(context.house.db, input.id)
    return flowsUsing(context.house.db, 'table', input.id)
  }),
  remove: remove.handler(async ({ input, context }) => {
    await removeTable(context.house.db, { id: input.id, userId: context.user.id })
    return {}
  }),
}
