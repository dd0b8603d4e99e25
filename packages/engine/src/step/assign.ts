import type { Scope } from '@tailorbird/flow/expression/value-of'
import type { Field } from '@tailorbird/flow/fields/field'
import { wrongWith } from '@tailorbird/flow/fields/check-value'
import { KINDS } from '@tailorbird/flow/fields/kinds/kinds'
import { Assignment } from '@tailorbird/flow/fields/named-field'
import type { ValueKind } from '@tailorbird/flow/fields/value-kinds'
import { VARIABLES } from '@tailorbird/flow/graph/visible-fields'
import { type Code, said } from '@tailorbird/flow/words/said'
import { lookUp } from './look-up.ts'
import { wrongParam } from './wrong-param.ts'

interface At {
  name: string
  field: Field
  scope: Scope
}

/** The object that a list of assignments comes to. For variables each begins from what the variable holds by then, so
 *  the object has the final values and writing them again changes nothing. Throws `Failure` naming the value. */
export function assign(list: unknown, at: At): Record<string, unknown> {
  const values = new Map<string, unknown>()
  const held = (key: string) => (values.has(key) ? values.get(key) : variable(key, at.scope))
  for (const { key, kind, value, way = 'set' } of assignmentsOf(list, at)) {
    const given = asKind(lookUp(value, at), { kind, key, at })
    values.set(key, way === 'set' ? given : WAYS[way](held(key), given, { key, at }))
  }
  return Object.fromEntries(values)
}

/** What lists were read as. They stand in versions, which never change: reading them anew in every run took 4 % of a
 *  busy server's time. */
const read = new WeakMap<object, Assignment[]>()

function assignmentsOf(list: unknown, { field, name }: At): Assignment[] {
  const known = Array.isArray(list) ? read.get(list) : undefined
  if (known) return known
  const wrong = wrongWith(field, list)
  if (wrong || !Array.isArray(list)) {
    throw wrongParam(wrong ?? said('field.incomplete', { label: field.label }), name)
  }
  const assignments = list.map((entry) => Assignment.parse(entry))
  read.set(list, assignments)
  return assignments
}

function variable(key: string, scope: Scope): unknown {
  const variables = Object.hasOwn(scope, VARIABLES) ? scope[VARIABLES] : undefined
  return typeof variables === 'object' && variables !== null && Object.hasOwn(variables, key)
    ? new Map<string, unknown>(Object.entries(variables)).get(key)
    : undefined
}

interface Named {
  key: string
  at: At
}

const WAYS = {
  append: (held: unknown, given: unknown) => {
    if (held === undefined || held === null) return [given]
    return Array.isArray(held) ? [...(held as unknown[]), given] : [held, given]
  },
  add: (held: unknown, given: unknown, named: Named) => numberOf(held ?? 0, named) + numberOf(given ?? 0, named),
}

/** A value in the kind that was asked for: what reads as one is taken for one, the rest is refused. Blank stays blank. */
export function asKind(value: unknown, { kind, ...named }: Named & { kind: ValueKind }): unknown {
  if (value === null || value === undefined || value === '') return kind === 'text' || kind === 'any' ? value : null
  const read = KINDS[kind].read(value)
  if (read === undefined && kind !== 'text' && kind !== 'any') throw notA(NOT[kind], named)
  return read
}

function numberOf(value: unknown, named: Named): number {
  const number = KINDS.number.read(value)
  if (typeof number !== 'number') throw notA(NOT.number, named)
  return number
}

const NOT = {
  number: 'value.not-number',
  yesNo: 'value.not-yes-or-no',
  moment: 'value.not-moment',
  zonedMoment: 'value.not-zoned-moment',
} as const satisfies Record<Exclude<ValueKind, 'text' | 'any'>, Code>

const notA = (code: (typeof NOT)[keyof typeof NOT], { key, at: { field, name } }: Named) =>
  wrongParam(said(code, { key, field: field.label }), name)
