import { Button, Group, SegmentedControl } from '@mantine/core'
import { IconFolderPlus, IconPlus, IconTrash } from '@tabler/icons-react'
import { Condition, type Rule } from '@tailorbird/flow/expression/condition'
import { isGroup } from '@tailorbird/flow/expression/is-group'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { DataSource } from '../../../editor/model/pills/upstream-data.ts'
import { fixedCondition } from '../../../editor/model/pills/map-pills.ts'
import { useEffect, useEffectEvent } from 'react'
import { DataPicker } from '../pills/data-picker.tsx'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import css from './condition-widget.module.css'
import { ConditionRule } from './condition/condition-rule.tsx'

const EMPTY: Condition = { match: 'all', rules: [] }

/** Rules and groups of rules. A rule begins with the data it is about, so there is never half a rule. */
export function ConditionWidget({ binding, onChange, sources, readOnly, insertRef }: WidgetProps<'condition'>) {
  const condition = Condition.safeParse(fixedOf(binding)).data ?? EMPTY
  const set = (next: Condition) => onChange(next.rules.length > 0 ? fixedCondition(next) : undefined)
  const insert = useEffectEvent((pill: Pill) => set(withRule(condition, pill)))
  useEffect(() => {
    insertRef.current = (pill) => insert(pill)
  }, [insertRef])
  return <RuleGroup condition={condition} onChange={set} sources={sources} readOnly={readOnly} outermost />
}

const withRule = (condition: Condition, pill: Pill): Condition => ({
  ...condition,
  rules: [...condition.rules, { left: { pill }, operator: 'is' }],
})

interface RuleGroupProps {
  condition: Condition
  onChange(condition: Condition): void
  onRemove?(): void
  sources: readonly DataSource[]
  readOnly: boolean
  outermost?: boolean
}

function RuleGroup({ condition, onChange, onRemove, sources, readOnly, outermost = false }: RuleGroupProps) {
  const { match, rules } = condition
  const replace = (place: number, entry: Rule | Condition | undefined) =>
    onChange({ match, rules: rules.flatMap((old, index) => (index === place ? (entry ? [entry] : []) : [old])) })
  return (
    <div
      className={css.group}
      data-inner={!outermost || undefined}
      role="group"
      aria-label={outermost ? 'Rules' : 'Group of rules'}
    >
      {(rules.length > 1 || !outermost) && (
        <Group justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label="How many must hold"
            data={[
              { value: 'all', label: 'All must hold' },
              { value: 'any', label: 'Any is enough' },
            ]}
            value={match}
            disabled={readOnly}
            onChange={(next) => onChange({ match: next === 'any' ? 'any' : 'all', rules })}
          />
          {onRemove && !readOnly && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              leftSection={<IconTrash size={14} aria-hidden />}
              onClick={onRemove}
            >
              Remove group
            </Button>
          )}
        </Group>
      )}
      {rules.map((entry, place) =>
        isGroup(entry) ? (
          <RuleGroup
            key={place}
            condition={entry}
            onChange={(next) => replace(place, next)}
            onRemove={() => replace(place, undefined)}
            sources={sources}
            readOnly={readOnly}
          />
        ) : (
          <ConditionRule
            key={place}
            rule={entry}
            onChange={(next) => replace(place, next)}
            onRemove={() => replace(place, undefined)}
            sources={sources}
            readOnly={readOnly}
          />
        ),
      )}
      {!readOnly && (
        <Group gap="xs">
          <DataPicker sources={sources} onTake={(pill) => onChange(withRule(condition, pill))}>
            <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />}>
              Add rule
            </Button>
          </DataPicker>
          {rules.length > 0 && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconFolderPlus size={14} aria-hidden />}
              onClick={() =>
                onChange({ match, rules: [...rules, { match: match === 'all' ? 'any' : 'all', rules: [] }] })
              }
            >
              Add group
            </Button>
          )}
        </Group>
      )}
    </div>
  )
}
