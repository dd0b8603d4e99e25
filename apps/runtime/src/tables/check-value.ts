import { z } from 'zod'
import type { TableField } from '@tailorbird/flow/tables/table-field'

export const MAX_ATTACHMENTS = 20
const MAX_TEXT = { text: 4000, longText: 100_000 }
const Moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()])
const AttachmentIds = z.array(z.uuid())

export type Checked = { value: unknown } | { wrong: string }

/** A value as it is kept, or what is wrong with it. Empty text and nothing at all are both kept as null. */
export function checkValue(field: TableField, given: unknown): Checked {
  const value = given === undefined || given === '' ? null : given
  if (value === null || (field.kind === 'attachments' && Array.isArray(value) && value.length === 0)) {
    return field.required
      ? { wrong: `"${field.label}" is empty.` }
      : { value: field.kind === 'attachments' ? [] : null }
  }
  const wrong = wrongWith(field, value)
  return wrong === undefined ? { value } : { wrong }
}

function wrongWith({ kind, label, options = [] }: TableField, value: unknown): string | undefined {
  switch (kind) {
    case 'text':
    case 'longText':
      if (typeof value !== 'string') return `"${label}" must be text.`
      return value.length > MAX_TEXT[kind]
        ? `"${label}" has ${value.length} characters; at most ${MAX_TEXT[kind]} are kept.`
        : undefined
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : `"${label}" must be a number.`
    case 'yesNo':
      return value === 'Yes' || value === 'No' ? undefined : `"${label}" must be Yes or No, or left empty.`
    case 'choice':
      return typeof value === 'string' && options.includes(value)
        ? undefined
        : `"${label}" must be one of: ${options.join(', ')}.`
    case 'date':
      return Moment.safeParse(value).success
        ? undefined
        : `"${label}" must be a date, for example 2026-11-20T09:30:00Z.`
    case 'attachments': {
      const ids = AttachmentIds.safeParse(value)
      if (!ids.success) return `"${label}" takes the ids of uploaded files.`
      if (new Set(ids.data).size < ids.data.length) return `"${label}" has the same file twice.`
      return ids.data.length > MAX_ATTACHMENTS
        ? `"${label}" has ${ids.data.length} files; at most ${MAX_ATTACHMENTS} are kept with a record.`
        : undefined
    }
  }
}
