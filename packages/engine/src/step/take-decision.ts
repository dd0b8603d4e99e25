import type { Binding } from '@tailorbird/flow/expression/binding'
import { comparison } from '@tailorbird/flow/expression/operators'
import type { Scope } from '@tailorbird/flow/expression/value-of'
import { type Decided, Decisions } from '@tailorbird/flow/fields/decisions'
import { wrongWith } from '@tailorbird/flow/fields/check-value'
import type { Field } from '@tailorbird/flow/fields/field'
import { asKind } from './assign.ts'
import { said } from '@tailorbird/flow/words/said'
import { lookUp } from './look-up.ts'
import { wrongParam } from './wrong-param.ts'

interface At {
  name: string
  field: Field
  scope: Scope
}

/** What a decision table comes to: the first row whose cells all hold, else the default row. Only the results of that row
 *  are looked up, so a data pill in another row need not have a value. Throws `Failure` naming the field. */
export function takeDecision(value: unknown, at: At): Decided {
  const table = tableIn(value, at)
  const looked = new Map(table.columns.map(({ id, value: looksAt }) => [id, lookUp(looksAt, at)]))
  const given = Object.fromEntries(table.columns.map(({ id, label }) => [label, looked.get(id)]))
  const found = table.rows.findIndex(({ when }) =>
    Object.entries(when).every(
      ([id, { operator, right }]) =>
        !looked.has(id) || comparison(operator).test(looked.get(id), right ? lookUp(right, at) : undefined),
    ),
  )
  const cells = found < 0 ? table.otherwise : table.rows[found]?.then
  const row = found < 0 ? 'default row' : `row ${found + 1}`
  return {
    given,
    by: found >= 0 ? 'row' : cells ? 'default' : 'nothing',
    row: found < 0 ? null : found + 1,
    result: Object.fromEntries(
      table.results.map(({ id, key, kind }) => [key, resultOf(cells?.[id], { kind, key: `${key}, ${row}`, at })]),
    ),
  }
}

/** Tables that were right, by what stands in the version: that never changes, so it is read once. */
const tables = new WeakMap<object, Decisions>()

function tableIn(value: unknown, { name, field }: At): Decisions {
  const isObject = typeof value === 'object' && value !== null
  const known = isObject ? tables.get(value) : undefined
  if (known) return known
  const wrong = wrongWith(field, value)
  const { data: table } = Decisions.safeParse(value)
  if (wrong || !table || !isObject) {
    throw wrongParam(wrong ?? said('decisions.incomplete'), name)
  }
  tables.set(value, table)
  return table
}

const resultOf = (cell: Binding | undefined, as: Parameters<typeof asKind>[1]): unknown =>
  cell ? (asKind(lookUp(cell, as.at), as) ?? null) : null
