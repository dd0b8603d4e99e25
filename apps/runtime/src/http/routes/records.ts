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
  update: update.handler(({ input, context }) => updateRecord(context.house.db, input)),
  remove: remove.handler(async ({ input, context }) => {
    await removeRecord(context.house.db, input.id)
    return {}
  }),
}
