import { OPERATORS, type Operator, isOperator } from '@tailorbird/flow/expression/operators'
import type { Field, FieldKind } from '@tailorbird/flow/fields/field'

const PRESENCE: readonly Operator[] = ['isEmpty', 'isNotEmpty']
const SAMENESS: readonly Operator[] = ['is', 'isNot', 'isOneOf', 'isNotOneOf', ...PRESENCE]
const SIZE: readonly Operator[] = [...SAMENESS, 'isMoreThan', 'isAtLeast', 'isLessThan', 'isAtMost', 'isBetween']
const TIME: readonly Operator[] = ['isAfter', 'isBefore', 'isBetween', 'is', 'isNot', ...PRESENCE]
const CHANGES: readonly Operator[] = ['changes', 'changesFrom', 'changesTo']
const ALL = Object.keys(OPERATORS).filter(isOperator)

const BY_KIND: Readonly<Partial<Record<FieldKind, readonly Operator[]>>> = {
  choice: SAMENESS,
  toggle: SAMENESS,
  number: SIZE,
  moment: TIME,
  files: PRESENCE,
  record: PRESENCE,
  object: PRESENCE,
  list: [...PRESENCE, 'contains', 'doesNotContain', 'containsAny'],
}

/** Only comparisons that make sense for the data, and the one that stands there. */
export function operatorsFor(field: Field | undefined, now: Operator, canChange: boolean): readonly Operator[] {
  const plain = (field && BY_KIND[field.kind]) ?? ALL.filter((operator) => !CHANGES.includes(operator))
  const fitting = canChange ? [...plain, ...CHANGES] : plain
  return fitting.includes(now) ? fitting : [now, ...fitting]
}
