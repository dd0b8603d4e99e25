import type { Operator } from '@tailorbird/flow/expression/operators'
import type { Field } from '@tailorbird/flow/fields/field'
import { ALL, CHANGES } from '@tailorbird/flow/fields/kinds/comparisons'
import { KINDS } from '@tailorbird/flow/fields/kinds/kinds'

/** Only comparisons that make sense for the data, and the one that stands there. */
export function operatorsFor(field: Field | undefined, now: Operator, canChange: boolean): readonly Operator[] {
  const plain = field ? KINDS[field.kind].operators : ALL
  const fitting = canChange ? [...plain, ...CHANGES] : plain
  return fitting.includes(now) ? fitting : [now, ...fitting]
}
