import type { Operator } from '../../expression/operators.ts'
import type { Field, FieldKind, FieldOf } from '../field.ts'

/** All that is known of one kind of field, wherever it is used: in forms, pills, conditions and runs. What it takes to
 *  check a value stands beside it in `checks/`, because that is fetched later; how it is drawn is the designer's. */
export interface Kind<K extends FieldKind> {
  /** How a value is edited: in one `input`, which its label names; as `text`, among whose letters data pills may stand;
   *  as `code`; in a `group` of inputs, which bears the label as its name. */
  edited: 'input' | 'text' | 'code' | 'group'
  /** Whether one data pill may stand in place of a value. */
  takesPill: boolean
  /** Whether a value can be written into a text. */
  readsAsText: boolean
  /** Whether data of another field makes sense here. `readsAsText` is that of the offered one. */
  fits(offered: Field, readsAsText: boolean): boolean
  /** The comparisons that make sense for such a value, the likely ones first. */
  operators: readonly Operator[]
  /** What one further key of a pill's path leads to; undefined where there is nothing inside, `'unknown'` when it cannot
   *  be told beforehand. */
  within(field: FieldOf<K>, key: string | number): Field | 'unknown' | undefined
  /** A value that came in another kind (text of a form, a pill) in this one; undefined when it does not read as one.
   *  Never given null, undefined or an empty text. */
  read(value: unknown): unknown
  /** Whether its value is made anew in each run, of the bindings that stand in it. */
  isMade: boolean
}

export const nothingWithin = () => undefined
export const asItIs = (value: unknown): unknown => value
export const only =
  (...kinds: readonly FieldKind[]) =>
  ({ kind }: Field): boolean =>
    kinds.includes(kind)

/** What the author writes in the form itself: no pill stands for it, and no node puts it out. */
export const AUTHORED = {
  takesPill: false,
  readsAsText: false,
  fits: () => false,
  within: nothingWithin,
  read: asItIs,
  isMade: false,
}
