import type { Binding } from '../expression/binding.ts'
import { boundsOf, comparison } from '../expression/operators.ts'
import { wrongNamed } from './check-named.ts'
import { type Said, said } from '../words/said.ts'
import { inCell } from './in-cell.ts'
import { type Ask, Decisions } from './decisions.ts'
import { isKey } from './read-named.ts'

/** What is wrong with a decision table, naming row and column; nothing when it is right. It comes here twice, as
 *  assignments do: as the table that stands in the flow, and as what it came to; the latter was checked while it was made. */
export function wrongDecisions(value: unknown): Said[] {
  if (typeof value === 'object' && value !== null && 'by' in value) return []
  const { data, error } = Decisions.safeParse(value)
  if (!data) return [error.issues[0]?.code === 'too_big' ? said('decisions.too-large') : said('decisions.incomplete')]
  const wrong = [
    ...wrongColumns(data),
    ...wrongResults(data),
    ...data.rows.flatMap((row, at) => wrongRow(data, row, at)),
  ]
  if (data.rows.length === 0) wrong.push(said('decisions.no-rows'))
  return [...wrong, ...wrongCells(data, data.otherwise ?? {}, 'default')]
}

function wrongColumns({ columns }: Decisions): Said[] {
  if (columns.length === 0) return [said('decisions.no-columns')]
  return columns.flatMap(({ label, value }, at) => {
    if (isBlank(value)) return [said('decisions.blank-column', { column: at + 1, label })]
    return label.trim() === '' ? [said('decisions.nameless-column', { column: at + 1 })] : []
  })
}

function wrongResults({ results }: Decisions): Said[] {
  return results.flatMap(({ key }, at) => {
    if (!isKey(key)) return [said('decisions.result-name', { result: at + 1 })]
    return results.findIndex((other) => other.key === key) < at ? [said('decisions.same-result', { key })] : []
  })
}

type Row = Decisions['rows'][number]

function wrongRow(table: Decisions, { when, then }: Row, at: number): Said[] {
  const row = at + 1
  return [
    ...table.columns.flatMap(({ id, label }) => {
      const asked = when[id]
      const wrong = asked && wrongAsk(asked)
      return wrong ? [inCell({ row, column: label }, wrong)] : []
    }),
    ...wrongCells(table, then, row),
  ]
}

function wrongAsk({ operator, right }: Ask): Said | undefined {
  const { needsRight, takes } = comparison(operator)
  if (needsRight && (!right || isBlank(right))) return said('decisions.no-value', { operator })
  return takes === 'two' && right && 'fixed' in right && boundsOf(right.fixed) === undefined
    ? said('decisions.two-values', { operator })
    : undefined
}

/** Fixed results must be of the kind of their column; pills are looked at when they have a value. */
function wrongCells({ results }: Decisions, cells: Readonly<Record<string, Binding>>, row: number | 'default'): Said[] {
  return results.flatMap(({ id, key, kind }) => {
    const cell = cells[id]
    if (!cell || !('fixed' in cell)) return []
    return wrongNamed([{ key, label: key, kind, required: false }], { [key]: cell.fixed }).map(({ wrong }) =>
      row === 'default' ? said('decisions.in-default-row', { wrong }) : said('decisions.in-row', { row, wrong }),
    )
  })
}

/** Rows that can never have their turn, because one above takes all that they would. */
export function rowsNeverReached(value: unknown): Said[] {
  const rows = Decisions.safeParse(value).data?.rows ?? []
  const asked = rows.map(({ when }) => JSON.stringify(Object.entries(when).toSorted(([a], [b]) => (a < b ? -1 : 1))))
  return asked.flatMap((asks, at) => {
    const above = asked.findIndex((earlier) => earlier === '[]' || earlier === asks)
    if (above >= at) return []
    const rowsOf = { row: at + 1, above: above + 1 }
    return [
      said('decision.unreached', {
        wrong: asked[above] === '[]' ? said('decisions.takes-all', rowsOf) : said('decisions.takes-same', rowsOf),
      }),
    ]
  })
}

const isBlank = (binding: Binding) =>
  'parts' in binding
    ? binding.parts.every((part) => part === '')
    : 'fixed' in binding && (binding.fixed === null || binding.fixed === '')
