import { NativeSelect } from '@mantine/core'
import type { Binding } from '@tailorbird/flow/expression/binding'
import { comparison, isOperator } from '@tailorbird/flow/expression/operators'
import type { Ask } from '@tailorbird/flow/fields/decisions'
import type { Field } from '@tailorbird/flow/fields/field'
import type { ValueKind } from '@tailorbird/flow/fields/value-kinds'
import type { DataSource } from '../../../../editor/model/pills/upstream-data.ts'
import { ComparedValue, placeholderFor } from '../condition/compared-value.tsx'
import css from './decisions.module.css'
import { fieldOfKind } from '../rows/named-values.ts'
import { operatorsFor } from '../condition/operators-for.ts'

interface Cell {
  /** Row and column, for those who hear a field instead of seeing where it stands. */
  place: string
  sources: readonly DataSource[]
  readOnly: boolean
}

interface AskCellProps extends Cell {
  ask: Ask | undefined
  field: Field | undefined
  onChange(ask: Ask | undefined): void
}

/** What a row asks of one column; "anything" is an empty cell. */
export function AskCell({ place, ask, field, onChange, sources, readOnly }: AskCellProps) {
  const { needsRight, takes } = ask ? comparison(ask.operator) : { needsRight: false, takes: undefined }
  const choose = (operator: string) => {
    if (!isOperator(operator)) return onChange(undefined)
    onChange({ operator, ...(comparison(operator).needsRight && ask?.right && { right: ask.right }) })
  }
  return (
    <div className={css.cell}>
      <NativeSelect
        size="xs"
        aria-label={`Comparison in ${place}`}
        disabled={readOnly}
        value={ask?.operator ?? ''}
        data={[
          { value: '', label: 'anything' },
          ...operatorsFor(field, ask?.operator ?? 'is', false).map((operator) => ({
            value: operator,
            label: comparison(operator).says,
          })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {ask && needsRight && (
        <div className={css.line}>
          <ComparedValue
            label={`Value in ${place}`}
            field={takes ? undefined : field}
            placeholder={placeholderFor(takes)}
            right={ask.right}
            sources={sources}
            readOnly={readOnly}
            onChange={(right) => onChange({ operator: ask.operator, ...(right && { right }) })}
          />
        </div>
      )}
    </div>
  )
}

interface ResultCellProps extends Cell {
  kind: ValueKind
  cell: Binding | undefined
  onChange(cell: Binding | undefined): void
}

/** What a row decides, in the kind of its column. */
export function ResultCell({ place, kind, cell, onChange, sources, readOnly }: ResultCellProps) {
  return (
    <div className={css.line}>
      <ComparedValue
        label={`Result in ${place}`}
        field={fieldOfKind(kind, place)}
        placeholder="Nothing"
        right={cell}
        sources={sources}
        readOnly={readOnly}
        onChange={onChange}
      />
    </div>
  )
}
