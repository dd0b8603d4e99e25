import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field } from '@tailorbird/flow/fields/field'
import { KINDS } from '@tailorbird/flow/fields/kinds/kinds'
import { useId, useRef } from 'react'
import { DataButton } from '../../pills/data-button.tsx'
import { PillField } from '../../pills/pill-field.tsx'
import type { WidgetProps } from '../../field/widget.ts'
import css from './rows.module.css'

interface ValueFieldProps extends Pick<WidgetProps, 'binding' | 'onChange' | 'readOnly' | 'sources' | 'widgetFor'> {
  field: Field
  label: string
}

/** One value among others in a field: its widget or its pill, and the button that offers data. */
export function ValueField({ field, label, binding, onChange, readOnly, sources, widgetFor }: ValueFieldProps) {
  const id = useId()
  const insertRef = useRef<(pill: Pill) => void>(undefined)
  const { edited, takesPill } = KINDS[field.kind]
  const isPill = binding !== undefined && 'pill' in binding && takesPill
  const Widget = widgetFor(field.kind)
  const isGroup = isPill || edited === 'group'
  const take = (pill: Pill) => (insertRef.current ? insertRef.current(pill) : onChange({ pill }))
  return (
    <div {...(isGroup && { role: 'group', 'aria-labelledby': `${id}-label` })}>
      <div className={css.head}>
        <label id={`${id}-label`} htmlFor={edited === 'input' && !isPill ? id : undefined}>
          {label}
        </label>
        {!readOnly && <DataButton label={`Data for ${label}`} sources={sources} into={field} onTake={take} />}
      </div>
      {isPill ? (
        <PillField binding={binding} onClear={readOnly ? undefined : () => onChange(undefined)} />
      ) : (
        <Widget
          field={field}
          binding={binding}
          onChange={onChange}
          id={id}
          describedBy={undefined}
          readOnly={readOnly}
          sources={sources}
          insertRef={insertRef}
          widgetFor={widgetFor}
        />
      )}
    </div>
  )
}
