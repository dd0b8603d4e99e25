import { z } from 'zod'
import { wrongWith } from '@tailorbird/flow/fields/check-value'
import { STORED } from '@tailorbird/flow/tables/stored-kinds'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { type Said, said as told } from '@tailorbird/flow/words/said'
import { said } from '../words/said.ts'

export const MAX_ATTACHMENTS = 20
const AttachmentIds = z.array(z.uuid())

export type Checked = { value: unknown } | { wrong: Said }

/** A value as it is kept, or what is wrong with it. Empty text and nothing at all are both kept as null. */
export function checkValue(field: TableField, given: unknown): Checked {
  const { empty, kept, asField } = STORED[field.kind]
  if (given === undefined || given === null || given === '' || isEmptyList(field, given)) {
    return field.required ? { wrong: told('field.empty', { label: field.label }) } : { value: empty }
  }
  const value = kept(given)
  const wrong = field.kind === 'attachments' ? wrongIds(field, value) : wrongWith(asField(field), value)
  return wrong === undefined ? { value } : { wrong }
}

const isEmptyList = ({ kind }: TableField, given: unknown) =>
  kind === 'attachments' && Array.isArray(given) && given.length === 0

/** Files come in as ids; what they are is looked up when they are kept. */
function wrongIds({ label }: TableField, value: unknown): Said | undefined {
  const ids = AttachmentIds.safeParse(value)
  if (!ids.success) return said('record.not-files', { label })
  if (new Set(ids.data).size < ids.data.length) return said('record.file-twice', { label })
  return ids.data.length > MAX_ATTACHMENTS
    ? said('record.too-many-files', { label, count: ids.data.length, max: MAX_ATTACHMENTS })
    : undefined
}
