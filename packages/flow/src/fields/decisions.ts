import { z } from 'zod'
import { Binding } from '../expression/binding.ts'
import { isOperator, type Operator } from '../expression/operators.ts'

const id = z.string().regex(/^[a-z0-9_-]{1,40}$/)

/** What one cell asks of the value of its column. A column without a cell in a row may hold anything there. */
const Ask = z.strictObject({
  operator: z.custom<Operator>((name) => typeof name === 'string' && isOperator(name)),
  right: Binding.optional(),
})

/** A decision table: columns of values it looks at, columns of results, and rows asked from top to bottom. Cells name their
 *  column by its id, so that columns can be renamed and moved. What is half written is kept: `wrongDecisions` says so. */
export const Decisions = z.strictObject({
  columns: z.array(z.strictObject({ id, label: z.string().max(80), value: Binding })).max(20),
  results: z
    .array(
      z.strictObject({
        id,
        /** The name by which later nodes find the result. */
        key: z.string().max(40),
        kind: z.enum(['text', 'number', 'toggle', 'moment', 'any']),
      }),
    )
    .max(20),
  rows: z.array(z.strictObject({ when: z.record(z.string(), Ask), then: z.record(z.string(), Binding) })).max(500),
  /** The results when no row matches. */
  otherwise: z.record(z.string(), Binding).optional(),
})
export type Decisions = z.infer<typeof Decisions>
export type Ask = z.infer<typeof Ask>

/** What a decision table came to: what it looked at, by which way it was decided, and the results. */
export interface Decided {
  given: Readonly<Record<string, unknown>>
  by: 'row' | 'default' | 'nothing'
  /** Number of the row, from 1; null when none matched. */
  row: number | null
  /** Every result column has its key here; null where nothing was decided. */
  result: Readonly<Record<string, unknown>>
}

/** Every binding in a table, with the words for its place: `Row 2, "Country"`. */
export function bindingsOfDecisions({ columns, results, rows, otherwise }: Decisions) {
  const labels = new Map(columns.map(({ id: columnId, label }) => [columnId, label]))
  const keys = new Map(results.map(({ id: resultId, key }) => [resultId, key]))
  const resultsOf = (cells: Readonly<Record<string, Binding>>, row: string) =>
    Object.entries(cells).flatMap(([cell, binding]) =>
      keys.has(cell) ? [{ at: place(row, keys.get(cell)), binding }] : [],
    )
  return [
    ...columns.map(({ label, value }) => ({ at: `Column "${label}"`, binding: value })),
    ...rows.flatMap(({ when, then }, index) => [
      ...Object.entries(when).flatMap(([cell, { right }]) =>
        right && labels.has(cell) ? [{ at: place(`Row ${index + 1}`, labels.get(cell)), binding: right }] : [],
      ),
      ...resultsOf(then, `Row ${index + 1}`),
    ]),
    ...resultsOf(otherwise ?? {}, 'Default row'),
  ]
}

export const place = (row: string, column = '') => `${row}, "${column}"`
