import { z } from 'zod'
import { RESERVED_RECORD_KEYS } from '../fields/record-value.ts'
import { issue } from '../words/issue.ts'

export const TableFieldKind = z.enum([
  'text',
  'longText',
  'number',
  'yesNo',
  'choice',
  'moment',
  'zonedMoment',
  'attachments',
])
export type TableFieldKind = z.infer<typeof TableFieldKind>

/** One field of a table in the record store. A yes/no field may also be empty: blank is not No. */
export const TableField = z.strictObject({
  /** Stable; records and pills name it. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, issue('input.field-key'))
    .refine((key) => !(RESERVED_RECORD_KEYS as readonly string[]).includes(key), issue('input.reserved-key')),
  label: z.string().trim().min(1, issue('input.no-label')).max(80),
  kind: TableFieldKind,
  required: z.boolean().default(false),
  /** The values to choose from; for kind `choice` only. */
  options: z.array(z.string().trim().min(1).max(80)).max(200).optional(),
})
export type TableField = z.infer<typeof TableField>
