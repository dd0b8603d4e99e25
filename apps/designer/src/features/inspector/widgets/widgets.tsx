import type { FieldKind } from '@tailorbird/flow/fields/field'
import type { ComponentType } from 'react'
import type { WidgetProps } from '../field/widget.ts'
import { AliasWidget } from './alias-widget.tsx'
import { AnyWidget } from './any-widget.tsx'
import { AssignmentsWidget } from './assignments-widget.tsx'
import { CasesWidget } from './cases-widget.tsx'
import { ChoiceWidget } from './choice-widget.tsx'
import { CodeWidget } from './code-widget.tsx'
import { ConditionWidget } from './condition-widget.tsx'
import { DataWidget } from './data-widget.tsx'
import { DecisionsWidget } from './decisions-widget.tsx'
import { DurationWidget } from './duration-widget.tsx'
import { FieldListWidget } from './field-list-widget.tsx'
import { FlowInputsWidget } from './flow-inputs-widget.tsx'
import { FlowWidget } from './flow-widget.tsx'
import { ListWidget } from './list-widget.tsx'
import { MomentWidget } from './moment-widget.tsx'
import { NumberWidget } from './number-widget.tsx'
import { ObjectWidget } from './object-widget.tsx'
import { ScheduleWidget } from './schedule-widget.tsx'
import { TableWidget } from './table-widget.tsx'
import { PostWidget, TextWidget } from './text-widget.tsx'
import { YesNoWidget } from './yes-no-widget.tsx'
import { ZonedMomentWidget } from './zoned-moment-widget.tsx'

/** One widget per kind of field: a new kind without a widget does not compile. */
const widgets: { [K in FieldKind]: ComponentType<WidgetProps<K>> } = {
  text: TextWidget,
  postText: PostWidget,
  number: NumberWidget,
  yesNo: YesNoWidget,
  choice: ChoiceWidget,
  moment: MomentWidget,
  zonedMoment: ZonedMomentWidget,
  alias: AliasWidget,
  table: TableWidget,
  record: DataWidget,
  condition: ConditionWidget,
  schedule: ScheduleWidget,
  files: DataWidget,
  list: ListWidget,
  object: ObjectWidget,
  any: AnyWidget,
  fieldList: FieldListWidget,
  assignments: AssignmentsWidget,
  flow: FlowWidget,
  flowInputs: FlowInputsWidget,
  cases: CasesWidget,
  decisions: DecisionsWidget,
  duration: DurationWidget,
  code: CodeWidget,
}

/** The table keeps kinds and widgets together; TypeScript cannot follow that through a loop, so here is the one cast. */
export const widgetFor = (kind: FieldKind) => widgets[kind] as ComponentType<WidgetProps>
