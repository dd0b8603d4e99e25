import type { Writer } from '@tailorbird/db/database'
import { inArray } from 'drizzle-orm'
import { attachments } from '@tailorbird/db/schema/tables'
import type { FileEntry } from '@tailorbird/flow/fields/file-entry'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { type FieldRefusal, wrongFields } from '../ground/refusal.ts'
import { checkValue } from './check-value.ts'
import { said } from '../words/said.ts'

export interface RecordValues {
  /** As they are kept: a field of kind `attachments` holds its files. */
  values: Record<string, unknown>
  files: { id: string; fieldKey: string; position: number }[]
}

interface Given {
  fields: readonly TableField[]
  values: Readonly<Record<string, unknown>>
  /** The record that is being changed; its own files may stay. */
  recordId?: string
}

/** Puts the values for a record in the form that is kept, or refuses with what is wrong, by the key of the field. */
export async function checkedValues(db: Writer, { fields, values, recordId }: Given): Promise<RecordValues> {
  const errors: FieldRefusal[] = Object.keys(values)
    .filter((key) => !fields.some((field) => field.key === key))
    .map((key) => ({ path: key, wrong: said('record.no-field', { key }) }))
  const kept: Record<string, unknown> = {}
  const files: RecordValues['files'] = []
  for (const field of fields) {
    const checked = checkValue(field, Object.hasOwn(values, field.key) ? values[field.key] : undefined)
    if ('wrong' in checked) errors.push({ path: field.key, wrong: checked.wrong })
    else kept[field.key] = checked.value
    if ('value' in checked && field.kind === 'attachments' && Array.isArray(checked.value)) {
      files.push(...checked.value.map((id: string, position) => ({ id, fieldKey: field.key, position })))
    }
  }
  const entries = await fileEntries(db, files, recordId)
  const seen = new Set<string>()
  for (const { id, fieldKey } of files) {
    const label = fields.find(({ key }) => key === fieldKey)?.label
    if (!entries.has(id))
      errors.push({
        path: fieldKey,
        wrong: said('record.file-gone', { label: label ?? fieldKey }),
      })
    else if (seen.has(id))
      errors.push({ path: fieldKey, wrong: said('record.file-elsewhere', { label: label ?? fieldKey }) })
    seen.add(id)
  }
  if (errors.length > 0) throw wrongFields(errors)
  for (const { key, kind } of fields) {
    if (kind === 'attachments')
      kept[key] = files.filter(({ fieldKey }) => fieldKey === key).map(({ id }) => entries.get(id))
  }
  return { values: kept, files }
}

/** The files that may go into the record: uploaded and not yet taken, or its own. */
async function fileEntries(db: Writer, files: RecordValues['files'], recordId: string | undefined) {
  if (files.length === 0) return new Map<string, FileEntry>()
  const { id, name, type, size, recordId: owner } = attachments
  const rows = await db
    .select({ id, name, type, size, owner })
    .from(attachments)
    .where(
      inArray(
        id,
        files.map((file) => file.id),
      ),
    )
  const free = rows.filter((row) => row.owner === null || row.owner === recordId)
  return new Map<string, FileEntry>(free.map(({ owner: _, ...entry }) => [entry.id, entry]))
}
