import type { Binding } from './binding.ts'
import type { Pill } from './pill.ts'
import { type Scope, valueOf } from './value-of.ts'

/** The value of a binding. A pill alone keeps its type; in a text it is written out by {@link inText}.
 *  Throws `MissingValue` when a pill leads nowhere. */
export function resolve(binding: Binding, scope: Scope): unknown {
  if ('fixed' in binding) return binding.fixed
  if ('pill' in binding) return valueOf(binding.pill, scope)
  return binding.parts.map((part) => (typeof part === 'string' ? part : inText(part.pill, scope))).join('')
}

/** How a value is written inside a text: nothing for null, plain words for the rest, JSON only for objects. */
function inText(pill: Pill, scope: Scope): string {
  const value = valueOf(pill, scope)
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
