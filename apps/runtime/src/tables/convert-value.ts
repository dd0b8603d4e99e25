import type { TableField, TableFieldKind } from '@tailorbird/flow/tables/table-field'
import { checkValue } from './check-value.ts'

/** A kept value as a field of another kind would keep it; undefined when it has no sensible form there. */
export function convertValue(value: unknown, to: TableField): unknown {
  if (value === null) return null
  const converted = inKind(value, to.kind)
  const checked = checkValue({ ...to, required: false }, converted)
  return converted === undefined || 'wrong' in checked ? undefined : checked.value
}

function inKind(value: unknown, kind: TableFieldKind): unknown {
  switch (kind) {
    case 'text':
    case 'longText':
    case 'choice':
    case 'yesNo':
    case 'date':
      return typeof value === 'object' ? undefined : String(value)
    case 'number':
      return typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    case 'attachments':
      return undefined
  }
}

export const kindName: Record<TableFieldKind, string> = {
  text: 'text',
  longText: 'long text',
  number: 'number',
  yesNo: 'yes/no',
  choice: 'choice',
  date: 'date',
  attachments: 'attachments',
}
