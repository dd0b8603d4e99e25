import { z } from 'zod'
import { Binding, pillsOf } from './binding.ts'
import { isGroup } from './is-group.ts'
import { type Operator, comparison, isOperator } from './operators.ts'
import type { Pill } from './pill.ts'
import { MissingValue, type Scope, valueOf } from './value-of.ts'
import { resolve } from './resolve.ts'
import { issue } from '../words/issue.ts'

/** One comparison. `right` is absent for operators that need none, such as "is empty". */
export interface Rule {
  left: Binding
  operator: Operator
  right?: Binding | undefined
}

/** Rules and groups of rules, of which all or any must hold. A group without rules holds. */
export interface Condition {
  match: 'all' | 'any'
  rules: (Rule | Condition)[]
}

const Rule = z.strictObject({
  left: Binding,
  operator: z.string().refine(isOperator, issue('input.no-comparison')),
  right: Binding.optional(),
})

export const Condition: z.ZodType<Condition> = z.strictObject({
  match: z.enum(['all', 'any']),
  rules: z.array(z.union([Rule, z.lazy(() => Condition)])),
}) as z.ZodType<Condition>

/** Whether the condition holds. Throws `MissingValue` when a pill leads nowhere. */
export function holds({ match, rules }: Condition, scope: Scope): boolean {
  if (rules.length === 0) return true
  const test = (entry: Rule | Condition) => (isGroup(entry) ? holds(entry, scope) : ruleHolds(entry, scope))
  return match === 'all' ? rules.every(test) : rules.some(test)
}

function ruleHolds({ left, operator, right }: Rule, scope: Scope) {
  const { test, needsBefore } = comparison(operator)
  const before = needsBefore ? valueBefore(left, scope) : undefined
  return test(resolve(left, scope), right ? resolve(right, scope) : undefined, before)
}

/** What the field of a changed record held before: a change puts out `record` as it is now and `previous` as it was. */
function valueBefore(left: Binding, scope: Scope): unknown {
  if (!('pill' in left)) return resolve(left, scope)
  const { node, path } = left.pill
  const before = { node, path: ['previous', ...path.slice(1)] }
  if (path[0] !== 'record') throw new MissingValue(left.pill, { why: 'no change' })
  const all = valueOf({ node, path: ['previous'] }, scope)
  // A field that the table got later was empty before.
  const isThere = path.length === 1 || (typeof all === 'object' && all !== null && Object.hasOwn(all, path[1] ?? ''))
  return isThere ? valueOf(before, scope) : null
}

/** Every rule in the condition and the groups within it. */
export const rulesOf = ({ rules }: Condition): Rule[] =>
  rules.flatMap((entry) => (isGroup(entry) ? rulesOf(entry) : [entry]))

/** Every pill in the condition. */
export function pillsOfCondition({ rules }: Condition): Pill[] {
  return rules.flatMap((entry) =>
    isGroup(entry) ? pillsOfCondition(entry) : [...pillsOf(entry.left), ...(entry.right ? pillsOf(entry.right) : [])],
  )
}
