import { ActionIcon, Select, TextInput } from '@mantine/core'
import { IconDatabaseImport, IconTrash } from '@tabler/icons-react'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Rule } from '@tailorbird/flow/expression/condition'
import { OPERATORS, type Operator, comparison, isOperator } from '@tailorbird/flow/expression/operators'
import type { Field, FieldKind } from '@tailorbird/flow/fields/field'
import { fieldOfPill } from '@tailorbird/flow/graph/visible-fields'
import { useEditor, useEditorStore } from '../../../editor/editor-context.ts'
import type { DataSource } from '../../../editor/upstream-data.ts'
import { surroundingsOf } from '../../../editor/workspace.ts'
import { DataPicker } from '../data-picker.tsx'
import { PillField } from '../pill-field.tsx'
import { fixedOf } from '../widget.ts'
import css from './condition-widget.module.css'
import { localText } from './moment-widget.tsx'

interface ConditionRuleProps {
  rule: Rule
  onChange(rule: Rule): void
  onRemove(): void
  sources: readonly DataSource[]
  readOnly: boolean
}

/** One comparison: data, how it is compared, and with what. The right side fits the kind of the data on the left. */
export function ConditionRule({ rule, onChange, onRemove, sources, readOnly }: ConditionRuleProps) {
  const left = useLeftField(rule.left)
  const { needsRight, takes } = comparison(rule.operator)
  const canChange = useEditor(({ index, workspace }) => {
    const source = 'pill' in rule.left ? index.node.get(rule.left.pill.node) : undefined
    const output = source && surroundingsOf(workspace).nodeType(source.type)?.output
    return output !== undefined && Object.hasOwn(output, 'previous')
  })
  const setOperator = (operator: string | null) => {
    if (operator === null || !isOperator(operator)) return
    const { right, ...rest } = rule
    onChange({ ...rest, operator, ...(comparison(operator).needsRight && right && { right }) })
  }
  return (
    <div className={css.rule} role="group" aria-label="Rule">
      <div className={css.line}>
        <DataPicker sources={sources} onTake={(pill) => onChange({ ...rule, left: { pill } })}>
          <PillField binding={rule.left} {...(readOnly ? {} : { title: 'Choose other data' })} />
        </DataPicker>
        <Select
          size="xs"
          className={css.operator}
          aria-label="Comparison"
          data={operatorsFor(left, rule.operator, canChange).map((operator) => ({
            value: operator,
            label: comparison(operator).says,
          }))}
          value={rule.operator}
          onChange={setOperator}
          allowDeselect={false}
          readOnly={readOnly}
        />
        {needsRight && (
          <RightSide
            field={takes ? undefined : left}
            placeholder={takes === 'many' ? 'one, another' : takes === 'two' ? '10 and 20' : 'Value'}
            right={rule.right}
            sources={sources}
            readOnly={readOnly}
            onChange={(right) => onChange({ left: rule.left, operator: rule.operator, ...(right && { right }) })}
          />
        )}
      </div>
      {!readOnly && (
        <ActionIcon variant="subtle" color="gray" aria-label="Remove rule" onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  )
}

interface RightSideProps {
  placeholder: string
  field: Field | undefined
  right: Binding | undefined
  onChange(right: Binding | undefined): void
  sources: readonly DataSource[]
  readOnly: boolean
}

function RightSide({ right, onChange, sources, readOnly, field, placeholder }: RightSideProps) {
  if (right && 'pill' in right)
    return <PillField binding={right} onClear={readOnly ? undefined : () => onChange(undefined)} />
  return (
    <>
      <div className={css.right}>
        <RightValue field={field} placeholder={placeholder} right={right} onChange={onChange} readOnly={readOnly} />
      </div>
      {!readOnly && (
        <DataPicker sources={sources} onTake={(pill) => onChange({ pill })}>
          <ActionIcon variant="subtle" color="gray" aria-label="Compare with data">
            <IconDatabaseImport size={16} aria-hidden />
          </ActionIcon>
        </DataPicker>
      )}
    </>
  )
}

function RightValue({ field, placeholder, right, onChange, readOnly }: Omit<RightSideProps, 'sources'>) {
  const value = fixedOf(right)
  const set = (next: string | number | boolean | null) =>
    onChange(next === null || next === '' ? undefined : { fixed: next })
  const shared = { size: 'xs', 'aria-label': 'Value', readOnly } as const
  switch (field?.kind) {
    case 'choice':
      return (
        <Select
          {...shared}
          data={Object.entries(field.options).map(([option, label]) => ({ value: option, label }))}
          value={typeof value === 'string' ? value : null}
          placeholder="Choose"
          onChange={set}
          allowDeselect={false}
        />
      )
    case 'toggle':
      return (
        <Select
          {...shared}
          data={['Yes', 'No']}
          value={value === undefined ? null : value === true ? 'Yes' : 'No'}
          placeholder="Choose"
          onChange={(next) => set(next === 'Yes')}
          allowDeselect={false}
        />
      )
    case 'number':
      return (
        <TextInput
          {...shared}
          type="number"
          step="any"
          value={typeof value === 'number' ? value : ''}
          onChange={({ currentTarget }) =>
            set(Number.isNaN(currentTarget.valueAsNumber) ? null : currentTarget.valueAsNumber)
          }
        />
      )
    case 'moment':
      return (
        <TextInput
          {...shared}
          type="datetime-local"
          value={typeof value === 'string' ? localText(value) : ''}
          onChange={({ currentTarget }) =>
            set(currentTarget.value === '' ? null : new Date(currentTarget.value).toISOString())
          }
        />
      )
    default:
      return (
        <TextInput
          {...shared}
          value={value === undefined || value === null ? '' : String(value)}
          placeholder={placeholder}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      )
  }
}

function useLeftField(left: Binding): Field | undefined {
  const store = useEditorStore()
  const workspace = useEditor((editor) => editor.workspace)
  if (!('pill' in left)) return undefined
  const { index, selectedNodes } = store.getState()
  // The rule belongs to the node whose form is open; whether it looks into its own turns, its own parameters say.
  const [reader = ''] = selectedNodes
  const view = { index, surroundings: surroundingsOf(workspace), reader }
  const found = fieldOfPill(left.pill, view) ?? fieldOfPill(left.pill, { ...view, param: INSIDE })
  return typeof found === 'object' ? found : undefined
}

const INSIDE: Field = { kind: 'condition', label: 'Condition', inside: true }

const PRESENCE: readonly Operator[] = ['isEmpty', 'isNotEmpty']
const SAMENESS: readonly Operator[] = ['is', 'isNot', 'isOneOf', 'isNotOneOf', ...PRESENCE]
const SIZE: readonly Operator[] = [...SAMENESS, 'isMoreThan', 'isAtLeast', 'isLessThan', 'isAtMost', 'isBetween']
const TIME: readonly Operator[] = ['isAfter', 'isBefore', 'isBetween', 'is', 'isNot', ...PRESENCE]
const CHANGES: readonly Operator[] = ['changes', 'changesFrom', 'changesTo']
const ALL = Object.keys(OPERATORS).filter(isOperator)

const BY_KIND: Readonly<Partial<Record<FieldKind, readonly Operator[]>>> = {
  choice: SAMENESS,
  toggle: SAMENESS,
  number: SIZE,
  moment: TIME,
  files: PRESENCE,
  record: PRESENCE,
  object: PRESENCE,
  list: [...PRESENCE, 'contains', 'doesNotContain', 'containsAny'],
}

/** Only comparisons that make sense for the data, and the one that stands there. */
function operatorsFor(field: Field | undefined, now: Operator, canChange: boolean): readonly Operator[] {
  const plain = (field && BY_KIND[field.kind]) ?? ALL.filter((operator) => !CHANGES.includes(operator))
  const fitting = canChange ? [...plain, ...CHANGES] : plain
  return fitting.includes(now) ? fitting : [now, ...fitting]
}
