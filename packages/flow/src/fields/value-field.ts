import type { Field } from './field.ts'
import type { ValueKind } from './value-kinds.ts'

/** A value with a name, as a field. */
export const valueField = (kind: ValueKind, label: string): Field & { kind: ValueKind } => ({ kind, label })
