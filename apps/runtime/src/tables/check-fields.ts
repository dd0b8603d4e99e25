import type { TableField } from '@tailorbird/flow/tables/table-field'
import { type FieldRefusal, wrongFields } from '../ground/refusal.ts'
import { said } from '../words/said.ts'

/** Puts the fields of a table in order, or refuses with what is wrong with which. */
export function checkedFields(fields: readonly TableField[]): TableField[] {
  const errors: FieldRefusal[] = []
  const seen = new Map<string, TableField>()
  for (const [index, field] of fields.entries()) {
    const twin = seen.get(field.key)
    if (twin)
      errors.push({
        path: `fields.${index}.key`,
        wrong: said('fields.same-key', { field: field.label, twin: twin.label }),
      })
    seen.set(field.key, field)
    const wrong = field.kind === 'choice' ? wrongOptions(field) : undefined
    if (wrong) errors.push({ path: `fields.${index}.options`, wrong })
  }
  if (errors.length > 0) throw wrongFields(errors)
  return fields.map(({ options, ...field }) => (field.kind === 'choice' ? { ...field, options: options ?? [] } : field))
}

function wrongOptions({ label, options = [] }: TableField) {
  if (options.length === 0) return said('field.no-options', { label })
  const double = options.find((option, index) => options.indexOf(option) !== index)
  return double === undefined ? undefined : said('field.option-twice', { label, option: double })
}
