import type { NamedField } from '../named-field.ts'
import type { ValueKind } from '../value-kinds.ts'
import { KINDS } from './kinds.ts'

type Named = Readonly<Record<string, unknown>>

/** Values of a form are all text: puts them in the kind that is asked for, as far as that is possible. */
export function namedFromText(fields: readonly NamedField[], values: Named): Record<string, unknown> {
  const kinds = new Map(fields.map(({ key, kind }) => [key, kind]))
  const read = (kind: ValueKind | undefined, value: unknown) =>
    kind === undefined || typeof value !== 'string' || value === '' ? value : (KINDS[kind].read(value) ?? value)
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, read(kinds.get(key), value)]))
}
