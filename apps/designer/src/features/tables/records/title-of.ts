import type { Table } from '@tailorbird/contract/tables'
import type { TableRecord } from '@tailorbird/contract/records'

/** What a record is called where it is listed: the first text it has. */
export function titleOf({ fields }: Table, { values }: TableRecord): string {
  const texts = fields.filter(({ kind }) => kind !== 'attachments').map(({ key }) => values[key])
  const first = texts.find((value) => value !== null && value !== undefined && value !== '')
  return first === undefined ? 'Without a title' : String(first)
}
