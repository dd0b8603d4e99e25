import { flowsUsing } from '../../flows/flows-using.ts'
import { createTable, removeTable, updateTable } from '../../tables/change-table.ts'
import { findTable, listTables } from '../../tables/find-table.ts'
import { signedIn } from '../context/context.ts'

const { list, create, update, usage, remove } = signedIn.tables

export const tables = {
  list: list.handler(({ context: { deps, caller } }) => listTables(caller, deps.db)),
  create: create.handler(({ input, context }) => createTable(context.deps.db, input)),
  update: update.handler(({ input, context }) => updateTable(context.deps.db, input)),
  usage: usage.handler(async ({ input, context }) => {
    await findTable(context.deps.db, input.id)
    return flowsUsing(context.deps.db, 'table', input.id)
  }),
  remove: remove.handler(async ({ input, context }) => {
    await removeTable(context.deps.db, { id: input.id, userId: context.user.id })
    return {}
  }),
}
