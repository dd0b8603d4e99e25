import type { Binding } from '../expression/binding.ts'
import type { Field, Fields } from './field.ts'

/** Whether a parameter counts: one that its sibling hides is neither asked for nor looked up. A sibling that is a data
 *  pill is not known beforehand and hides nothing. */
export function isShown(
  { shownWhen = {} }: Field,
  { fields, params }: { fields: Fields; params: Readonly<Record<string, Binding>> },
): boolean {
  return Object.entries(shownWhen).every(([name, values]) => {
    const binding = params[name]
    const value: unknown =
      binding === undefined ? fields[name]?.initial : 'fixed' in binding ? binding.fixed : undefined
    return (binding !== undefined && !('fixed' in binding)) || values.includes(String(value))
  })
}
