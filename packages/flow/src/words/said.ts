import type { English } from './en.ts'
import type { ValuesIn } from './template.ts'

/** What is to be told to a person, as data: the code of a sentence and the values that stand in it. It is kept, sent and
 *  compared in this form; the words rooms of the apps make the sentence. No secret may be a value: values reach logs,
 *  exports and the API. */
export interface Said {
  code: string
  values: Readonly<Record<string, unknown>>
}

/** The codes of this package, and what each needs. */
export type Code = keyof English
type ValuesOf<C extends Code> = ValuesIn<English[C]>

export function said<C extends Code>(code: C, ...given: Given<ValuesOf<C>>): Said {
  return { code, values: given[0] ?? {} }
}

/** Nothing where the sentence has no places. */
export type Given<V> = keyof V extends never ? [] : [values: V]
