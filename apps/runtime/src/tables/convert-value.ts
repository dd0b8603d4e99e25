import { KINDS } from '@tailorbird/flow/fields/kinds/kinds'
import { STORED } from '@tailorbird/flow/tables/stored-kinds'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { checkValue } from './check-value.ts'

/** A kept value as a field of another kind would keep it; undefined when it has no sensible form there. */
export function convertValue(value: unknown, to: TableField): unknown {
  if (value === null) return null
  if (typeof value === 'object') return undefined
  const plain = typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value
  const read = KINDS[STORED[to.kind].asField(to).kind].read(plain)
  const checked = checkValue({ ...to, required: false }, read)
  return read === undefined || 'wrong' in checked ? undefined : checked.value
}
