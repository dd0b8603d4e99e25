import { type Said, said } from '../words/said.ts'
import { wrongPlain } from './check-plain.ts'
import type { NamedField } from './named-field.ts'
import { valueField } from './value-field.ts'

type Named = Readonly<Record<string, unknown>>

/** What is wrong with values that come in under the names somebody chose, by key; nothing when all are right.
 *  Values that have no name here are not looked at. */
export function wrongNamed(fields: readonly NamedField[], values: Named): { path: string; wrong: Said }[] {
  return fields.flatMap(({ key, label, kind, required }) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined
    const name = label || key
    if (value === undefined || value === null || value === '')
      return required ? [{ path: key, wrong: said('named.missing', { label: name }) }] : []
    const wrong = wrongPlain(valueField(kind, name), value)
    return wrong ? [{ path: key, wrong }] : []
  })
}

/** Fills in null for what may be missing and is, so that a data pill for it always leads somewhere. */
export function completeNamed(fields: readonly NamedField[], values: Named): Record<string, unknown> {
  const missing = fields.filter(({ key }) => !Object.hasOwn(values, key)).map(({ key }) => [key, null])
  return { ...values, ...Object.fromEntries(missing) }
}
