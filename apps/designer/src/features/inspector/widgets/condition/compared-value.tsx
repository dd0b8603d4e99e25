import { Select, TextInput } from '@mantine/core'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Comparison } from '@tailorbird/flow/expression/operators'
import type { Field } from '@tailorbird/flow/fields/field'
import type { DataSource } from '../../../../editor/model/pills/upstream-data.ts'
import { DataButton } from '../../pills/data-button.tsx'
import { PillField } from '../../pills/pill-field.tsx'
import { fixedOf } from '../../field/widget.ts'
import css from '../condition-widget.module.css'
import { isoFromLocal, localFromIso } from '../../../../ui/time/local-moment.ts'

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
        <FixedValue
          label={label}
          field={field}
          placeholder={placeholder}
          right={right}
          onChange={onChange}
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

function FixedValue({ label, field, placeholder, right, onChange, readOnly }: Omit<ComparedValueProps, 'sources'>) {
  const value = fixedOf(right)
  const set = (next: string | number | boolean | null) =>
    onChange(next === null || next === '' ? undefined : { fixed: next })
  const shared = { size: 'xs', 'aria-label': label, readOnly } as const
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
          value={typeof value === 'string' ? localFromIso(value) : ''}
          onChange={({ currentTarget }) => set(isoFromLocal(currentTarget.value))}
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

/** How a value is written that a comparison takes more than one of. */
export const placeholderFor = (takes: Comparison['takes']) =>
  takes === 'many' ? 'one, another' : takes === 'two' ? '10 and 20' : 'Value'
