import { NativeSelect, TextInput } from '@mantine/core'
import type { Decisions } from '@tailorbird/flow/fields/decisions'
import { isValueKind } from '@tailorbird/flow/fields/value-kinds'
import { MoreMenu } from '../../../../ui/more-menu.tsx'
import type { DataSource } from '../../../../editor/model/pills/upstream-data.ts'
import { DataPicker } from '../../pills/data-picker.tsx'
import { PillField } from '../../pills/pill-field.tsx'
import { moved, withKind, withoutColumn, withoutResult } from './decisions-draft.ts'
import css from './decisions.module.css'
import { KIND_CHOICES, asKey } from '../rows/named-values.ts'

export interface DecisionsTableProps {
  table: Decisions
  onChange(table: Decisions): void
  sources: readonly DataSource[]
  readOnly: boolean
}

interface ColumnHeadProps extends DecisionsTableProps {
  column: Decisions['columns'][number]
  at: number
}

/** What a column looks at, under a name of its own: problems and runs call it by that name. */
export function ColumnHead({ table, onChange, sources, readOnly, column, at }: ColumnHeadProps) {
  const { columns } = table
  const set = (next: Decisions['columns']) => onChange({ ...table, columns: next })
  const change = (part: Partial<typeof column>) =>
    set(columns.map((old) => (old === column ? { ...old, ...part } : old)))
  const items = [
    ...sideways(at, columns.length, (by) => set(moved(columns, at, by))),
    { label: 'Remove column', run: () => onChange(withoutColumn(table, column.id)) },
  ]
  return (
    <th scope="col">
      <div className={css.line}>
        <TextInput
          size="xs"
          className={css.name}
          aria-label={`Name of column ${at + 1}`}
          value={column.label}
          maxLength={80}
          readOnly={readOnly}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        {!readOnly && <MoreMenu about={`column ${column.label || at + 1}`} items={items} />}
      </div>
      <DataPicker sources={sources} onTake={(pill) => change({ value: { pill } })}>
        <PillField binding={column.value} disabled={readOnly} title="Choose other data" />
      </DataPicker>
    </th>
  )
}

interface ResultHeadProps extends DecisionsTableProps {
  result: Decisions['results'][number]
  at: number
}

/** The name and the kind of a result, as later nodes find it. */
export function ResultHead({ table, onChange, readOnly, result, at }: ResultHeadProps) {
  const { results } = table
  const set = (next: Decisions['results']) => onChange({ ...table, results: next })
  const items = [
    ...sideways(at, results.length, (by) => set(moved(results, at, by))),
    { label: 'Remove result', run: () => onChange(withoutResult(table, result.id)) },
  ]
  return (
    <th scope="col" data-results>
      <div className={css.line}>
        <TextInput
          size="xs"
          className={css.name}
          aria-label={`Name of result ${at + 1}`}
          value={result.key}
          readOnly={readOnly}
          onChange={(event) => {
            const key = asKey(event.currentTarget.value)
            set(results.map((old) => (old === result ? { ...old, key } : old)))
          }}
        />
        {!readOnly && <MoreMenu about={`result ${result.key || at + 1}`} items={items} />}
      </div>
      <NativeSelect
        size="xs"
        aria-label={`Kind of result ${at + 1}`}
        disabled={readOnly}
        data={KIND_CHOICES}
        value={result.kind}
        onChange={({ currentTarget: { value } }) => isValueKind(value) && onChange(withKind(table, result.id, value))}
      />
    </th>
  )
}

const sideways = (at: number, count: number, move: (by: 1 | -1) => void) => [
  ...(at > 0 ? [{ label: 'Move left', run: () => move(-1) }] : []),
  ...(at < count - 1 ? [{ label: 'Move right', run: () => move(1) }] : []),
]
