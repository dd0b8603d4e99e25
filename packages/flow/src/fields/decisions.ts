import { z } from 'zod'
import { Binding } from '../expression/binding.ts'
import { isOperator, type Operator } from '../expression/operators.ts'
import { VALUE_KINDS } from './value-kinds.ts'

const columnId = z.string().regex(/^[a-z0-9_-]{1,40}$/)

/** Where something stands in a table: in a row (from 1, or the default row), or in the head of a column. */
export const Cell = z.object({ row: z.union([z.number(), z.literal('default')]).optional(), column: z.string() })
export type Cell = z.infer<typeof Cell>

/** What one cell asks of the value of its column. A column without a cell in a row may hold anything there. */
const Ask = z.strictObject({
  operator: z.custom<Operator>((name) => typeof name === 'string' && isOperator(name)),
  right: Binding.optional(),
})

/** A decision table: columns of values it looks at, columns of results, and rows asked from top to bottom. Cells name their
 *  column by its id, so that columns can be renamed and moved. What is half written is kept: `wrongDecisions` says so. */
export const Decisions = z.strictObject({
  columns: z.array(z.strictObject({ id: columnId, label: z.string().max(80), value: Binding })).max(20),
  results: z
    .array(
      z.strictObject({
        id: columnId,
        /** The name by which later nodes find the result. */
        key: z.string().max(40),
        kind: z.enum(VALUE_KINDS),
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

/** Every binding in a table, with where it stands. */
export function bindingsOfDecisions({ columns, results, rows, otherwise }: Decisions): Standing[] {
  const labels = new Map(columns.map(({ id, label }) => [id, label]))
  const keys = new Map(results.map(({ id, key }) => [id, key]))
  const resultsOf = (cells: Readonly<Record<string, Binding>>, row: Row) =>
    Object.entries(cells).flatMap(([id, binding]) => inCell(row, keys.get(id), binding))
  return [
    ...columns.map(({ label, value }) => ({ at: { column: label }, binding: value })),
    ...rows.flatMap(({ when, then }, index) => [
      ...Object.entries(when).flatMap(([id, { right }]) => inCell(index + 1, labels.get(id), right)),
      ...resultsOf(then, index + 1),
    ]),
    ...resultsOf(otherwise ?? {}, 'default'),
  ]
}

const inCell = (row: Row, column: string | undefined, binding: Binding | undefined): Standing[] =>
  column !== undefined && binding ? [{ at: { row, column }, binding }] : []

type Row = number | 'default'
interface Standing {
  at: Cell
  binding: Binding
}
