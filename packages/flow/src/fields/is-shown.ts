import type { Binding } from '../expression/binding.ts'
import type { Field, Fields } from './field.ts'

interface Among {
  fields: Fields
  params: Readonly<Record<string, Binding>>
}

/** Whether a parameter counts: one that its sibling hides is neither asked for nor looked up, nor is what that one would
 *  show. A sibling that is a data pill is not known beforehand and hides nothing. */
export function isShown({ shownWhen = {} }: Field, among: Among): boolean {
  return Object.entries(shownWhen).every(([name, values]) => {
    const sibling = among.fields[name]
    if (sibling && !isShown(sibling, among)) return false
    const binding = among.params[name]
    if (binding && !('fixed' in binding)) return true
    return values.includes(String(binding ? binding.fixed : sibling?.initial))
  })
}
