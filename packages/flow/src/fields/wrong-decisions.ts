import type { Binding } from '../expression/binding.ts'
import { boundsOf, comparison } from '../expression/operators.ts'
import { wrongNamed } from './check-named.ts'
import { type Ask, Decisions, place } from './decisions.ts'
import { isKey } from './read-named.ts'

/** Says what is wrong with a decision table, naming row and column; nothing when it is right. It comes here twice, as
 *  assignments do: as the table that stands in the flow, and as what it came to; the latter was checked while it was made. */
export function wrongDecisions(value: unknown): string[] {
  if (typeof value === 'object' && value !== null && 'by' in value) return []
  const { data, error } = Decisions.safeParse(value)
  if (!data) return [error.issues[0]?.code === 'too_big' ? TOO_LARGE : 'The table is not complete.']
  const wrong = [
    ...wrongColumns(data),
    ...wrongResults(data),
    ...data.rows.flatMap((row, at) => wrongRow(data, row, at)),
  ]
  if (data.rows.length === 0) wrong.push('The table has no rows yet. Add one.')
  return [...wrong, ...wrongCells(data, data.otherwise ?? {}, 'Default row')]
}

const TOO_LARGE = 'The table is too large: at most 20 columns, 20 results and 500 rows.'

function wrongColumns({ columns }: Decisions): string[] {
  if (columns.length === 0) return ['The table looks at nothing yet. Add a column.']
  return columns.flatMap(({ label, value }, at) => {
    if (isBlank(value)) return [`Column ${at + 1}, "${label}", looks at nothing. Choose data for it.`]
    return label.trim() === '' ? [`Column ${at + 1} has no name.`] : []
  })
}

function wrongResults({ results }: Decisions): string[] {
  return results.flatMap(({ key }, at) => {
    if (!isKey(key))
      return [`Result ${at + 1}: a name starts with a letter and has letters, digits and _ only, at most 40.`]
    return results.findIndex((other) => other.key === key) < at
      ? [`Two results are called "${key}". Rename one of them.`]
      : []
  })
}

type Row = Decisions['rows'][number]

function wrongRow(table: Decisions, { when, then }: Row, at: number): string[] {
  const row = `Row ${at + 1}`
  return [
    ...table.columns.flatMap(({ id, label }) => {
      const asked = when[id]
      const wrong = asked && wrongAsk(asked)
      return wrong ? [`${place(row, label)}: ${wrong}`] : []
    }),
    ...wrongCells(table, then, row),
  ]
}

function wrongAsk({ operator, right }: Ask): string | undefined {
  const { says, needsRight, takes } = comparison(operator)
  if (needsRight && (!right || isBlank(right)))
    return `"${says}" compares with nothing. Give it a value, or choose "anything".`
  return takes === 'two' && right && 'fixed' in right && boundsOf(right.fixed) === undefined
    ? `"${says}" needs two values, for example 10 and 20.`
    : undefined
}

/** Fixed results must be of the kind of their column; pills are looked at when they have a value. */
function wrongCells({ results }: Decisions, cells: Readonly<Record<string, Binding>>, row: string): string[] {
  return results.flatMap(({ id, key, kind }) => {
    const cell = cells[id]
    if (!cell || !('fixed' in cell)) return []
    return wrongNamed([{ key, label: key, kind, required: false }], { [key]: cell.fixed }).map(
      ({ message }) => `${row}: ${message}`,
    )
  })
}

/** Rows that can never have their turn, because one above takes all that they would. */
export function rowsNeverReached(value: unknown): string[] {
  const rows = Decisions.safeParse(value).data?.rows ?? []
  const asked = rows.map(({ when }) => JSON.stringify(Object.entries(when).toSorted(([a], [b]) => (a < b ? -1 : 1))))
  return asked.flatMap((asks, at) => {
    const above = asked.findIndex((earlier) => earlier === '[]' || earlier === asks)
    if (above >= at) return []
    const why = asked[above] === '[]' ? 'matches anything' : 'asks the same'
    return [`Row ${at + 1} is never reached: row ${above + 1} ${why} and comes first.`]
  })
}

const isBlank = (binding: Binding) =>
  'parts' in binding
    ? binding.parts.every((part) => part === '')
    : 'fixed' in binding && (binding.fixed === null || binding.fixed === '')
