import type { RunStarter } from '../../runs/start/run-starter.ts'
import { type CausedBy, recordHappenings } from './record-happenings.ts'
import type { RecordTriggers } from './record-triggers.ts'

export interface NewRecord {
  id: string
  tableId: string
  tableName: string
  /** By field key, as they are kept. */
  values: Record<string, unknown>
  /** Uploaded files that now belong to the record. */
  files: readonly { id: string; fieldKey: string; position: number }[]
  createdAt: Date
  /** The run that creates it. */
  causedBy?: CausedBy
  /** The person who creates it. */
  by?: string | undefined
}

/** Keeps a record and starts the flows that wait for it, in one durable commit. */
export async function insertRecord(
  { id, tableId, tableName, values, files, createdAt, causedBy, by }: NewRecord,
  triggers: RecordTriggers,
  starter: RunStarter,
): Promise<void> {
  const at = createdAt.toISOString()
  const claims = files.map((file) => ({
    id: file.id,
    record_id: id,
    field_key: file.fieldKey,
    position: file.position,
  }))
  const own = { id, tableId, createdAt: at, updatedAt: at }
  // What it was before it was there: every field, so that a data pill for it leads somewhere.
  const nothing = Object.fromEntries(Object.keys(values).map((key) => [key, null]))
  const event = {
    ...{ on: 'created' as const, tableId, tableName, changedFields: [], revision: 1, causedBy, by },
    record: { ...own, ...values },
    previous: { ...own, ...nothing },
  }
  for (;;) {
    const { epoch, byTable } = await triggers.current()
    const record = { id, table_id: tableId, values, created_at: at }
    const requests = recordHappenings(byTable.get(tableId) ?? [], event)
    if (await starter.startWithRecord({ record, claims, epoch }, requests)) return
    triggers.forget()
  }
}
