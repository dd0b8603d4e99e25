import { TextInput } from '@mantine/core'
import { Condition } from '@tailorbird/flow/expression/condition'
import { useRef } from 'react'
import { fixedCondition } from '../../../editor/model/pills/map-pills.ts'
import { newId } from '../../../editor/model/new-id.ts'
import type { Pill } from '@tailorbird/flow/expression/pill'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import { asFixed } from './assignments-widget.tsx'
import { ConditionWidget } from './condition-widget.tsx'
import css from './rows/rows.module.css'
import { Rows } from './rows/rows.tsx'

/** The ways out of a switch, asked from top to bottom. Edges hold on to a case by its port, which never changes. */
export function CasesWidget({ binding, onChange, ...rest }: WidgetProps<'cases'>) {
  const entries = draftsIn(fixedOf(binding))
  const set = (next: Draft[]) => onChange(asFixed(next))
  return (
    <Rows
      entries={entries}
      onChange={set}
      what="case"
      readOnly={rest.readOnly}
      ordered
      onAdd={() => set([...entries, { port: newId(), label: `Case ${entries.length + 1}`, condition: NEVER_ASKED }])}
      head={(entry, change, place) => (
        <TextInput
          size="xs"
          className={css.name}
          aria-label={`Name of case ${place + 1}`}
          value={entry.label}
          maxLength={80}
          readOnly={rest.readOnly}
          onChange={(event) => change({ ...entry, label: event.currentTarget.value })}
        />
      )}
      body={(entry, change) => (
        <CaseCondition {...rest} condition={entry.condition} onSet={(condition) => change({ ...entry, condition })} />
      )}
    />
  )
}

type Shared = Omit<WidgetProps<'cases'>, 'binding' | 'onChange'>

/** Each case has a place of its own for data that is pressed; the field's would go to whichever was drawn last. */
function CaseCondition({
  condition,
  onSet,
  ...rest
}: Shared & { condition: Condition; onSet(condition: Condition): void }) {
  const insertRef = useRef<(pill: Pill) => void>(undefined)
  return (
    <ConditionWidget
      {...rest}
      field={{ kind: 'condition', label: 'Condition' }}
      insertRef={insertRef}
      binding={fixedCondition(condition)}
      onChange={(next) => onSet(Condition.safeParse(fixedOf(next)).data ?? NEVER_ASKED)}
    />
  )
}

interface Draft {
  port: string
  label: string
  condition: Condition
}

const NEVER_ASKED: Condition = { match: 'all', rules: [] }

/** A case without a name or a rule yet is kept while it is written; the list of problems says what is missing. */
function draftsIn(value: unknown): Draft[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('port' in entry) || typeof entry.port !== 'string') return []
    const label = 'label' in entry && typeof entry.label === 'string' ? entry.label : ''
    const condition = 'condition' in entry ? Condition.safeParse(entry.condition).data : undefined
    return [{ port: entry.port, label, condition: condition ?? NEVER_ASKED }]
  })
}
