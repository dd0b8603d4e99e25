import type { records } from '@tailorbird/db/schema/tables'
import { TableRecord } from '@tailorbird/flow/contract/tables'

/** A kept record as the outside sees it. */
export function showRecord({ createdAt, updatedAt, ...row }: typeof records.$inferSelect): TableRecord {
  return TableRecord.parse({ ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() })
}
