import type { English } from './en.ts'
import type { Said, Sentences, ValuesIn } from './template.ts'

export type { Said } from './template.ts'

/** Says what a table of sentences has, with the values that its sentence needs: `const said = saying<typeof words>()`. */
export const saying =
  <S extends Sentences>() =>
  <C extends keyof S & string>(code: C, ...given: Given<ValuesIn<S[C]>>): Said => ({ code, values: given[0] ?? {} })

/** Nothing where the sentence has no places. */
type Given<V> = keyof V extends never ? [] : [values: V]

/** The codes of this package. */
export type Code = keyof English
export const said = saying<English>()
