import { z } from 'zod'
import { type Binding, pillsOf } from '../expression/binding.ts'
import { Condition, pillsOfCondition } from '../expression/condition.ts'
import type { Pill } from '../expression/pill.ts'
import type { Field } from '../fields/field.ts'
import { type Cell, Decisions, bindingsOfDecisions } from '../fields/decisions.ts'
import { Assignment, Case } from '../fields/named-field.ts'

/** Every pill that stands in a parameter: those inside conditions, cases, named values and decision tables too. */
export function pillsIn(field: Field, binding: Binding): Pill[] {
  if (!('fixed' in binding)) return pillsOf(binding)
  return [
    ...conditionsIn(field, binding).flatMap(pillsOfCondition),
    ...assignmentsIn(field, binding).flatMap(({ value }) => pillsOf(value)),
    ...cellsIn(field, binding).flatMap((cell) => pillsOf(cell.binding)),
  ]
}

/** The conditions that stand in a parameter, as far as they are complete. */
export function conditionsIn({ kind }: Field, binding: Binding): Condition[] {
  if (!('fixed' in binding)) return []
  if (kind === 'condition') {
    const { data } = Condition.safeParse(binding.fixed)
    return data ? [data] : []
  }
  return kind === 'cases' ? (Cases.safeParse(binding.fixed).data ?? []).map(({ condition }) => condition) : []
}

/** The bindings in the cells of a decision table, with where each stands. */
export function cellsIn({ kind }: Field, binding: Binding): { at: Cell; binding: Binding }[] {
  if (kind !== 'decisions' || !('fixed' in binding)) return []
  const { data } = Decisions.safeParse(binding.fixed)
  return data ? bindingsOfDecisions(data) : []
}

/** The named values that stand in a parameter. */
export function assignmentsIn({ kind }: Field, binding: Binding | undefined): Assignment[] {
  if (!binding || !('fixed' in binding) || (kind !== 'assignments' && kind !== 'flowInputs')) return []
  return Assignments.safeParse(binding.fixed).data ?? []
}

const Cases = z.array(Case)
const Assignments = z.array(Assignment)
