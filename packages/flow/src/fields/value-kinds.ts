import type { Field, FieldKind } from './field.ts'

/** The kinds of value that people give names to, in the order they are offered. */
export const VALUE_KINDS = [
  'text',
  'number',
  'yesNo',
  'moment',
  'zonedMoment',
  'any',
] as const satisfies readonly FieldKind[]
export type ValueKind = (typeof VALUE_KINDS)[number]

export const isValueKind = (value: unknown): value is ValueKind => VALUE_KINDS.some((kind) => kind === value)

/** A value with a name, as a field. */
export const valueField = (kind: ValueKind, label: string): Field => ({ kind, label })
