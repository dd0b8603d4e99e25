import { createRecord, removeRecord, updateRecord } from '../../tables/change-record.ts'
import { findRecord, listRecords } from '../../tables/find-records.ts'
import { signedIn } from '../context.ts'

const { list, get, create, update, remove } = signedIn.records

export const records = {
  list: list.handler(({ input, context }) => listRecords(context.house.db, input)),
  get: get.handler(({ input, context }) => findRecord(context.house.db, input.id)),
  create: create.handler(({ input, context: { house } }) =>
    createRecord(house.db, (record) => house.runner.insertRecord(record), input),
  ),
  update: update.handler(({ input, context: { house } }) => updateRecord(house.runner.changeRecord, input)),
  remove: remove.handler(async ({ input, context: { house } }) => {
    await removeRecord(house.runner.changeRecord, input)
    return {}
  }),
}
