import { isBinding } from '../expression/is-condition.ts'
import type { Binding } from '../expression/binding.ts'
import { entriesOf, isKey } from './read-named.ts'
import { type ValueKind, isValueKind } from './value-kinds.ts'

/** Says the same as the schema of decision tables, as far as cards and pills need it before the schemas are fetched. */
export function readResults(value: unknown): { key: string; kind: ValueKind }[] {
  return listIn(value, 'results').flatMap(({ key, kind }) => (isKey(key) && isValueKind(kind) ? [{ key, kind }] : []))
}

/** The names of the columns a table looks at. */
export const readColumns = (value: unknown): string[] =>
  listIn(value, 'columns').flatMap(({ label }) => (typeof label === 'string' ? [label] : []))

/** A decision table as JSON with every binding in it replaced; undefined when it is none. */
export function mapDecisions(value: unknown, change: (binding: Binding) => Binding): object | undefined {
  if (!isObject(value) || !['columns', 'results', 'rows'].every((name) => Array.isArray(value[name]))) return undefined
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inPart(part, change)]))
}

/** Whatever in a table is a binding has the form of one, and nothing else there has. */
function inPart(part: unknown, change: (binding: Binding) => Binding): unknown {
  if (isBinding(part)) return change(part)
  if (Array.isArray(part)) return part.map((inner: unknown) => inPart(inner, change))
  if (!isObject(part)) return part
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, inPart(inner, change)]))
}

const listIn = (value: unknown, name: string) => (isObject(value) ? entriesOf(value[name]) : [])

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
