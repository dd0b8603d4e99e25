import { OPERATORS, type Operator, comparison, isOperator } from '../../expression/operators.ts'

/** Comparisons with what a record held before a change: offered beside the others where there is such a thing. */
export const CHANGES: readonly Operator[] = ['changes', 'changesFrom', 'changesTo']

export const PRESENCE: readonly Operator[] = ['isEmpty', 'isNotEmpty']
export const SAMENESS: readonly Operator[] = ['is', 'isNot', 'isOneOf', 'isNotOneOf', ...PRESENCE]
export const SIZE: readonly Operator[] = [...SAMENESS, 'isMoreThan', 'isAtLeast', 'isLessThan', 'isAtMost', 'isBetween']
export const TIME: readonly Operator[] = ['isAfter', 'isBefore', 'isBetween', 'is', 'isNot', ...PRESENCE]
export const MEMBERS: readonly Operator[] = [...PRESENCE, 'contains', 'doesNotContain', 'containsAny']
/** Where nothing is known of the value. */
export const ALL: readonly Operator[] = Object.keys(OPERATORS)
  .filter(isOperator)
  .filter((operator) => !comparison(operator).needsBefore)
