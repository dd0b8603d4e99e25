import type { RunStarter } from '../runs/run-starter.ts'
import { type RecordTriggers, wants } from './record-triggers.ts'

export interface NewRecord {
  id: string
  tableId: string
  tableName: string
  /** By field key, as they are kept. */
  values: Record<string, unknown>
  /** Uploaded files that now belong to the record. */
  files: readonly { id: string; fieldKey: string; position: number }[]
  createdAt: Date
}

/** Keeps a record and starts the flows that wait for it, in one durable commit. */
export async function insertRecord(record: NewRecord, triggers: RecordTriggers, starter: RunStarter): Promise<void> {
  const { id, tableId, tableName, values, files, createdAt } = record
  const at = createdAt.toISOString()
  const output = { record: { id, tableId, createdAt: at, updatedAt: at, ...values } }
  const claims = files.map((file) => ({
    id: file.id,
    record_id: id,
    field_key: file.fieldKey,
    position: file.position,
  }))
  for (;;) {
    const { epoch, triggers: armed } = await triggers.of(tableId)
    const happenings = armed.flatMap((trigger) => {
      const wanted = wants(trigger, output.record)
      if (wanted === false) return []
      const { row, index } = trigger
      const failure = wanted === true ? {} : { failure: wanted }
      const { flowId, versionId, environment, nodeId } = row
      return [
        {
          flowId,
          versionId,
          environment,
          nodeId,
          index,
          output,
          triggerId: row.id,
          eventKey: id,
          cause: `Record created in ${tableName}`,
          test: false,
          guarded: true,
          ...failure,
        },
      ]
    })
    if (
      await starter.startWithRecord(
        { record: { id, table_id: tableId, values, created_at: at }, claims, epoch },
        happenings,
      )
    )
      return
    triggers.forget()
  }
}
