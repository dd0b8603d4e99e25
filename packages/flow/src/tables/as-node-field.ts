import { type Field, field } from '../fields/field.ts'
import type { TableField } from './table-field.ts'

/** The table field as nodes and pills see it. */
export function asNodeField({ kind, label, options }: TableField): Field {
  switch (kind) {
    case 'text':
      return field.text({ label })
    case 'longText':
      return field.text({ label, multiline: true })
    case 'number':
      return field.number({ label })
    case 'yesNo':
      return field.choice({ label, options: { Yes: 'Yes', No: 'No' } })
    case 'choice':
      return field.choice({ label, options: Object.fromEntries((options ?? []).map((option) => [option, option])) })
    case 'date':
      return field.moment({ label })
    case 'attachments':
      return field.files({ label })
  }
}
