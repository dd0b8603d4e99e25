import { useId } from 'react'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Field } from '@tailorbird/flow/fields/field'
import { isShown } from '@tailorbird/flow/fields/is-shown'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import css from './object-widget.module.css'

/** Several values under one name, each with the widget of its own kind. */
export function ObjectWidget({ field, binding, onChange, ...rest }: WidgetProps<'object'>) {
  const value = fixedOf(binding)
  const values: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {}
  const set = (key: string, next: Binding | undefined) => {
    const { [key]: _, ...others } = values
    const changed = next && 'fixed' in next ? { ...values, [key]: next.fixed } : others
    onChange(Object.keys(changed).length > 0 ? { fixed: JSON.parse(JSON.stringify(changed)) } : undefined)
  }
  const params = Object.fromEntries(Object.entries(values).map(([key, inner]) => [key, fixed(inner)]))
  const shown = Object.entries(field.fields).filter(([, inner]) => isShown(inner, { fields: field.fields, params }))
  return (
    <div className={css.fields}>
      {shown.map(([key, inner]) => (
        <Inner key={key} {...rest} field={inner} value={values[key]} onChange={(next) => set(key, next)} />
      ))}
    </div>
  )
}

function Inner({
  field,
  value,
  ...rest
}: Omit<WidgetProps, 'field' | 'binding' | 'id'> & { field: Field; value: unknown }) {
  const id = useId()
  const Widget = rest.widgetFor(field.kind)
  return (
    <div>
      <label id={`${id}-label`} htmlFor={id}>
        {field.label}
      </label>
      <Widget {...rest} id={id} field={field} binding={value === undefined ? undefined : fixed(value)} />
    </div>
  )
}

/** Values inside an object are plain JSON, which their type does not say. */
const fixed = (value: unknown): Binding => ({ fixed: JSON.parse(JSON.stringify(value)) })
