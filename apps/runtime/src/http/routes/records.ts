import { createRecord, removeRecord, updateRecord } from '../../tables/change-record.ts'
import { findRecord, listRecords } from '../../tables/find-records.ts'
import { signedIn } from '../context/context.ts'

const { list, get, create, update, remove } = signedIn.records

export const records = {
  list: list.handler(({ input, context: { deps, caller } }) => listRecords(caller, deps.db, input)),
  get: get.handler(({ input, context }) => findRecord(context.deps.db, input.id)),
  create: create.handler(({ input, context: { deps, user } }) =>
    createRecord(deps.db, (record) => deps.runner.insertRecord(record), { ...input, by: user.id }),
  ),
  update: update.handler(({ input, context: { deps, user } }) =>
    updateRecord(deps.runner.changeRecord, { ...input, by: user.id }),
  ),
  remove: remove.handler(async ({ input, context: { deps, user } }) => {
    await removeRecord(deps.runner.changeRecord, { ...input, by: user.id })
    return {}
  }),
}
