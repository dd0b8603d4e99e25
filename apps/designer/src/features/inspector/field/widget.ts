import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field, FieldKind, FieldOf } from '@tailorbird/flow/fields/field'
import type { ComponentType, RefObject } from 'react'
import type { DataSource } from '../../../editor/model/pills/upstream-data.ts'

/** What every widget gets, whatever kind of field it edits. */
export interface WidgetProps<K extends FieldKind = FieldKind> {
  field: FieldOf<K>
  binding: Binding | undefined
  onChange(binding: Binding | undefined): void
  /** The element that the label names and problems describe. */
  id: string
  describedBy: string | undefined
  readOnly: boolean
  /** The data that may be used here. */
  sources: readonly DataSource[]
  /** Texts say how a pill gets to the cursor; every other field simply becomes the pill. */
  insertRef: RefObject<((pill: Pill) => void) | undefined>
  /** The table of widgets, for fields that have fields inside. */
  widgetFor(kind: FieldKind): ComponentType<WidgetProps>
}

/** What the text editor is given, for a plain text and for a post. */
export type TextBoxProps = Omit<WidgetProps, 'field'> & {
  field: Field
  multiline: boolean
  placeholder: string | undefined
}

/** The fixed value of a binding, if it has one. */
export const fixedOf = (binding: Binding | undefined): unknown =>
  binding && 'fixed' in binding ? binding.fixed : undefined
