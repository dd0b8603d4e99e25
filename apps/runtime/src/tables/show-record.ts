import type { records } from '@tailorbird/db/schema/tables'
import type { RecordValue } from '@tailorbird/flow/fields/record-value'
import { TableRecord } from '@tailorbird/contract/records'

/** A kept record as the outside sees it. */
export function showRecord({ createdAt, updatedAt, ...row }: typeof records.$inferSelect): TableRecord {
  return TableRecord.parse({ ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() })
}

/** A kept record as nodes and data pills see it. */
export const recordValue = ({
  id,
  tableId,
  createdAt,
  updatedAt,
  values,
}: typeof records.$inferSelect): RecordValue => ({
  ...{ id, tableId, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() },
  ...values,
})
