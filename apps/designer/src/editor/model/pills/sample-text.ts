import type { Binding } from '@tailorbird/flow/expression/binding'
import { LEFT_BY } from '@tailorbird/flow/expression/left-by'
import { MissingValue, type Scope } from '@tailorbird/flow/expression/value-of'
import { missingSaid } from '@tailorbird/flow/speech/missing-said'
import type { Said } from '@tailorbird/flow/words/said'
import { resolve } from '@tailorbird/flow/expression/resolve'

export type Preview = { value: unknown } | { missing: Said } | { unknown: true }

/** What a binding comes to with the data at hand. `unknown`: there is no data of the node yet; `missing`: there is, and nothing at the path. */
export function preview(binding: Binding, scope: Scope): Preview {
  // Which way a run will go is nothing that an earlier one can tell.
  if ('pill' in binding && binding.pill.path[0] === LEFT_BY) return { unknown: true }
  try {
    return { value: resolve(binding, scope) }
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error
    return Object.hasOwn(scope, error.pill.node) ? { missing: missingSaid(error) } : { unknown: true }
  }
}

/** In a few words; undefined when nothing is known. */
export function sampleText(binding: Binding, scope: Scope): string | undefined {
  const found = preview(binding, scope)
  return 'value' in found ? valueInWords(found.value) : undefined
}

export function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'item' : 'items'}${namesOf(value)}`
  const text = typeof value === 'object' ? insideInWords(value) : String(value)
  return text.length > 120 ? `${text.slice(0, 118)}…` : text
}

function namesOf(items: readonly unknown[]): string {
  const names = items.flatMap((item) =>
    typeof item === 'object' && item !== null && 'name' in item ? [String(item.name)] : [],
  )
  return names.length > 0 ? `: ${names.slice(0, 4).join(', ')}` : ''
}

const KEYS_OF_EVERY_RECORD = ['id', 'tableId', 'createdAt', 'updatedAt']

/** A record by what is written in it: "Autumn sale, Yes". */
function insideInWords(value: object): string {
  const plain = Object.entries(value).filter(
    ([key, inner]) =>
      !KEYS_OF_EVERY_RECORD.includes(key) && inner !== null && inner !== '' && typeof inner !== 'object',
  )
  return plain.length > 0
    ? plain
        .slice(0, 3)
        .map(([, inner]) => valueInWords(inner))
        .join(', ')
    : JSON.stringify(value)
}
