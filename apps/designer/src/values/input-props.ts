import type { FieldKind, FieldOf } from '@tailorbird/flow/fields/field'

/** One plain input for a value, wherever no data pill can stand in its place. */
export interface ValueInputProps<K extends FieldKind = FieldKind> {
  field: FieldOf<K>
  value: unknown
  /** Undefined: nothing is set. */
  onChange(value: string | number | boolean | undefined): void
  label?: string
  /** In place of a label that is seen. */
  'aria-label'?: string
  placeholder?: string
  size?: 'xs' | 'sm'
  required?: boolean
  readOnly?: boolean
}
