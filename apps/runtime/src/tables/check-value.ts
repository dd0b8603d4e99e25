import { z } from 'zod'
import { type Said, said as told } from '@tailorbird/flow/words/said'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { said } from '../words/said.ts'

export const MAX_ATTACHMENTS = 20
const MAX_TEXT = { text: 4000, longText: 100_000 }
const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()])
const AttachmentIds = z.array(z.uuid())

export type Checked = { value: unknown } | { wrong: Said }

/** A value as it is kept, or what is wrong with it. Empty text and nothing at all are both kept as null. */
export function checkValue(field: TableField, given: unknown): Checked {
  const value = given === undefined || given === '' ? null : given
  if (value === null || (field.kind === 'attachments' && Array.isArray(value) && value.length === 0)) {
    return field.required
      ? { wrong: told('field.empty', { label: field.label }) }
      : { value: field.kind === 'attachments' ? [] : null }
  }
  const wrong = wrongWith(field, value)
  return wrong === undefined ? { value } : { wrong }
}

function wrongWith({ kind, label, options = [] }: TableField, value: unknown): Said | undefined {
  switch (kind) {
    case 'text':
    case 'longText':
      if (typeof value !== 'string') return told('field.not-text', { label })
      return value.length > MAX_TEXT[kind]
        ? said('record.too-long', { label, length: value.length, max: MAX_TEXT[kind] })
        : undefined
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : told('field.not-number', { label })
    case 'yesNo':
      return value === 'Yes' || value === 'No' ? undefined : said('record.not-yes-or-no', { label })
    case 'choice':
      return typeof value === 'string' && options.includes(value)
        ? undefined
        : said('record.not-a-choice', { label, options })
    case 'date':
      return Moment.safeParse(value).success ? undefined : said('record.not-a-date', { label })
    case 'attachments': {
      const ids = AttachmentIds.safeParse(value)
      if (!ids.success) return said('record.not-files', { label })
      if (new Set(ids.data).size < ids.data.length) return said('record.file-twice', { label })
      return ids.data.length > MAX_ATTACHMENTS
        ? said('record.too-many-files', { label, count: ids.data.length, max: MAX_ATTACHMENTS })
        : undefined
    }
  }
}
