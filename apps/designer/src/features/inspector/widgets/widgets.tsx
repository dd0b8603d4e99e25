import type { FieldKind } from '@tailorbird/flow/fields/field'
import type { ComponentType } from 'react'
import type { WidgetProps } from '../widget.ts'
import { AliasWidget } from './alias-widget.tsx'
import { ChoiceWidget } from './choice-widget.tsx'
import { ConditionWidget } from './condition-widget.tsx'
import { DataWidget } from './data-widget.tsx'
import { ListWidget } from './list-widget.tsx'
import { MomentWidget } from './moment-widget.tsx'
import { NumberWidget } from './number-widget.tsx'
import { ObjectWidget } from './object-widget.tsx'
import { ScheduleWidget } from './schedule-widget.tsx'
import { TableWidget } from './table-widget.tsx'
import { PostWidget, TextWidget } from './text-widget.tsx'
import { ToggleWidget } from './toggle-widget.tsx'

/** One widget per kind of field: a new kind without a widget does not compile. */
const widgets: { [K in FieldKind]: ComponentType<WidgetProps<K>> } = {
  text: TextWidget,
  postText: PostWidget,
  number: NumberWidget,
  toggle: ToggleWidget,
  choice: ChoiceWidget,
  moment: MomentWidget,
  alias: AliasWidget,
  table: TableWidget,
  record: DataWidget,
  condition: ConditionWidget,
  schedule: ScheduleWidget,
  files: DataWidget,
  list: ListWidget,
  object: ObjectWidget,
}

/** The table keeps kinds and widgets together; TypeScript cannot follow that through a loop, so here is the one cast. */
export const widgetFor = (kind: FieldKind) => widgets[kind] as ComponentType<WidgetProps>

/** Kinds that may be a single pill in place of a value of their own. */
export const TAKES_PILL: Readonly<Record<FieldKind, boolean>> = {
  text: false,
  postText: false,
  number: true,
  toggle: true,
  choice: true,
  moment: true,
  alias: false,
  table: false,
  record: true,
  condition: false,
  schedule: false,
  files: true,
  list: true,
  object: true,
}

/** Kinds that a label cannot name by pointing at one input: they are a group with the label as its name. */
export const IS_GROUP: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'condition',
  'schedule',
  'object',
  'record',
  'files',
])
