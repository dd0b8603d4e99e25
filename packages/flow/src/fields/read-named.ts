import { isBinding } from '../expression/is-condition.ts'
import type { Assignment, NamedField } from './named-field.ts'
import { isValueKind } from './value-kinds.ts'

/** Says the same as the schemas of named values, entry by entry: cards and pills are named before the schemas are
 *  fetched, and one entry that is half written must not hide the others. */
export const readNamedFields = (value: unknown): NamedField[] =>
  entriesOf(value).flatMap(({ key, label, kind, required }) =>
    isKey(key) && typeof label === 'string' && isValueKind(kind) && typeof required === 'boolean'
      ? [{ key, label, kind, required }]
      : [],
  )

export const readAssignments = (value: unknown): Assignment[] =>
  entriesOf(value).flatMap(({ key, kind, value: bound, way }) =>
    isKey(key) && isValueKind(kind) && isBinding(bound)
      ? [{ key, kind, value: bound, ...(isWay(way) && { way }) }]
      : [],
  )

/** The objects in a list; nothing of what is none. */
export function entriesOf(value: unknown): Partial<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => (typeof entry === 'object' && entry !== null ? [{ ...entry }] : []))
}

export const isKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(value)
const isWay = (value: unknown): value is NonNullable<Assignment['way']> =>
  value === 'set' || value === 'append' || value === 'add'
