import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Comparison } from '@tailorbird/flow/expression/operators'
import type { Field } from '@tailorbird/flow/fields/field'
import type { DataSource } from '../../../../editor/model/pills/upstream-data.ts'
import { DataButton } from '../../pills/data-button.tsx'
import { PillField } from '../../pills/pill-field.tsx'
import { fixedOf } from '../../field/widget.ts'
import css from '../condition-widget.module.css'
import { ValueInput } from '../../../../values/value-input.tsx'

interface ComparedValueProps {
  /** Left out: "Value". */
  label?: string
  placeholder: string
  field: Field | undefined
  right: Binding | undefined
  onChange(right: Binding | undefined): void
  sources: readonly DataSource[]
  readOnly: boolean
}

/** A value that stands beside a comparison, or in a cell: typed in as the field wants it, or one data pill. */
export function ComparedValue({
  label = 'Value',
  right,
  onChange,
  sources,
  readOnly,
  field,
  placeholder,
}: ComparedValueProps) {
  if (right && 'pill' in right)
    return <PillField binding={right} onClear={readOnly ? undefined : () => onChange(undefined)} />
  return (
    <>
      <div className={css.right}>
        <ValueInput
          size="xs"
          aria-label={label}
          field={field ?? ANYTHING}
          placeholder={placeholder}
          value={fixedOf(right)}
          onChange={(value) => onChange(value === undefined ? undefined : { fixed: value })}
          readOnly={readOnly}
        />
      </div>
      {!readOnly && (
        <DataButton
          label={label === 'Value' ? 'Compare with data' : `Data for ${label}`}
          sources={sources}
          onTake={(pill) => onChange({ pill })}
        />
      )}
    </>
  )
}

const ANYTHING: Field = { kind: 'text', label: 'Value' }

/** How a value is written that a comparison takes more than one of. */
export const placeholderFor = (takes: Comparison['takes']) =>
  takes === 'many' ? 'one, another' : takes === 'two' ? '10 and 20' : 'Value'
