import { type Code, type Said, said } from '../words/said.ts'
import { isMoment } from '../time/moment.ts'
import type { NamedField } from './named-field.ts'

type Named = Readonly<Record<string, unknown>>

/** What is wrong with values that come in under the names somebody chose, by key; nothing when all are right.
 *  Values that have no name here are not looked at. */
export function wrongNamed(fields: readonly NamedField[], values: Named): { path: string; wrong: Said }[] {
  return fields.flatMap(({ key, label, kind, required }) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined
    const named = { label: label || key }
    if (value === undefined || value === null || value === '')
      return required ? [{ path: key, wrong: said('named.missing', named) }] : []
    const isRight = kind === 'any' || RIGHT[kind](value)
    return isRight ? [] : [{ path: key, wrong: said(WRONG[kind], named) }]
  })
}

/** Fills in null for what may be missing and is, so that a data pill for it always leads somewhere. */
export function completeNamed(fields: readonly NamedField[], values: Named): Record<string, unknown> {
  const missing = fields.filter(({ key }) => !Object.hasOwn(values, key)).map(({ key }) => [key, null])
  return { ...values, ...Object.fromEntries(missing) }
}

/** Values of a form are all text: puts them in the kind that is asked for, as far as that is possible. */
export function namedFromText(fields: readonly NamedField[], values: Named): Record<string, unknown> {
  const kinds = new Map(fields.map(({ key, kind }) => [key, kind]))
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fromText(kinds.get(key), value)]))
}

function fromText(kind: NamedField['kind'] | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  if (kind === 'yesNo' && /^(true|yes|on|1)$/i.test(value)) return true
  if (kind === 'yesNo' && /^(false|no|off|0)$/i.test(value)) return false
  return value
}

type Checked = Exclude<NamedField['kind'], 'any'>

const RIGHT: Record<Checked, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  yesNo: (value) => typeof value === 'boolean',
  moment: isMoment,
}

const WRONG = {
  text: 'field.not-text',
  number: 'field.not-number',
  yesNo: 'field.not-true-or-false',
  moment: 'field.not-zoned-moment',
} as const satisfies Record<Checked, Code>
