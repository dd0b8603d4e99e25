import type { Binding } from '@tailorbird/flow/expression/binding'
import { useState } from 'react'
import { fixedOf, type WidgetProps } from '../field/widget.ts'
import css from './rows/rows.module.css'
import { TextBox } from './text-widget.tsx'

/** Any value: a pill keeps its type, what reads as JSON is JSON, everything else is a text. */
export function AnyWidget({ binding, onChange, ...props }: WidgetProps<'any'>) {
  const [typed, setTyped] = useState('')
  const value = fixedOf(binding)
  const shown = binding && 'fixed' in binding ? { fixed: same(read(typed), value) ? typed : written(value) } : binding
  const change = (next: Binding | undefined) => {
    if (next && 'parts' in next) return onChange(alonePill(next) ?? next)
    const text = String(fixedOf(next) ?? '')
    setTyped(text)
    onChange(next && { fixed: read(text) })
  }
  return (
    <>
      <TextBox {...props} binding={shown} onChange={change} multiline placeholder="A text, a number, or JSON" />
      {value !== undefined && typeof value !== 'string' && <p className={css.none}>Taken as {kindOf(value)}.</p>}
    </>
  )
}

type Json = Extract<Binding, { fixed: unknown }>['fixed']

function read(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A text that would read as something else is written with its quotes. */
const written = (value: unknown) => {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2) ?? ''
  return same(read(value), value) ? value : JSON.stringify(value)
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** A pill with nothing beside it keeps the type of its value. */
function alonePill({ parts }: Extract<Binding, { parts: unknown }>): Binding | undefined {
  const [only] = parts
  return parts.length === 1 && typeof only === 'object' ? { pill: only.pill } : undefined
}

function kindOf(value: unknown) {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (value === null) return 'nothing'
  return typeof value === 'object' ? 'an object' : typeof value === 'boolean' ? 'yes or no' : 'a number'
}
