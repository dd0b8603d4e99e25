import { ActionIcon, Select } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { Rule } from '@tailorbird/flow/expression/condition'
import { comparison, isOperator } from '@tailorbird/flow/expression/operators'
import { useEditor } from '../../../../editor/store/editor-context.ts'
import type { DataSource } from '../../../../editor/model/pills/upstream-data.ts'
import { surroundingsOf } from '../../../../editor/model/workspace.ts'
import { DataPicker } from '../../pills/data-picker.tsx'
import { PillField } from '../../pills/pill-field.tsx'
import { ComparedValue, placeholderFor } from './compared-value.tsx'
import css from '../condition-widget.module.css'
import { operatorsFor } from './operators-for.ts'
import { useFieldOf } from './use-field-of.ts'

interface ConditionRuleProps {
  rule: Rule
  onChange(rule: Rule): void
  onRemove(): void
  sources: readonly DataSource[]
  readOnly: boolean
}

/** One comparison: data, how it is compared, and with what. The right side fits the kind of the data on the left. */
export function ConditionRule({ rule, onChange, onRemove, sources, readOnly }: ConditionRuleProps) {
  const left = useFieldOf()(rule.left)
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
          <ComparedValue
            field={takes ? undefined : left}
            placeholder={placeholderFor(takes)}
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
