import { createRecord, removeRecord, updateRecord } from '../../tables/change-record.ts'
import { findRecord, listRecords } from '../../tables/find-records.ts'
import { signedIn } from '../context/context.ts'

const { list, get, create, update, remove } = signedIn.records

export const records = {
  list: list.handler(({ input, context }) => listRecords(context.house.db, input)),
  get: get.handler(({ input, context }) => findRecord(context.house.db, input.id)),
  create: create.handler(({ input, context: { house, user } }) =>
    createRecord(house.db, (record) => house.runner.insertRecord(record), { ...input, by: user.id }),
  ),
  update: update.handler(({ input, context: { house, user } }) =>
    updateRecord(house.runner.changeRecord, { ...input, by: user.id }),
  ),
  remove: remove.handler(async ({ input, context: { house, user } }) => {
    await removeRecord(house.runner.changeRecord, { ...input, by: user.id })
    return {}
  }),
}
