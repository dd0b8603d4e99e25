import type { TableField } from '@tailorbird/flow/tables/table-field'
import { wrongFields } from '../ground/refusal.ts'

/** Puts the fields of a table in order, or refuses with what is wrong with which. */
export function checkedFields(fields: readonly TableField[]): TableField[] {
  const errors: { path: string; message: string }[] = []
  const seen = new Map<string, TableField>()
  for (const [index, field] of fields.entries()) {
    const twin = seen.get(field.key)
    if (twin)
      errors.push({
        path: `fields.${index}.key`,
        message: `"${field.label}" has the same key as "${twin.label}". Give it another.`,
      })
    seen.set(field.key, field)
    const wrong = field.kind === 'choice' ? wrongOptions(field) : undefined
    if (wrong) errors.push({ path: `fields.${index}.options`, message: wrong })
  }
  if (errors.length > 0) throw wrongFields(errors)
  return fields.map(({ options, ...field }) => (field.kind === 'choice' ? { ...field, options: options ?? [] } : field))
}

function wrongOptions({ label, options = [] }: TableField) {
  if (options.length === 0) return `"${label}" is a choice and has nothing to choose from. Add an option.`
  const double = options.find((option, index) => options.indexOf(option) !== index)
  return double === undefined ? undefined : `"${label}" has the option "${double}" twice. Take one out.`
}
