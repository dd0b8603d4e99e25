import type { Binding } from '@tailorbird/flow/expression/binding'
import { type Ask, Decisions } from '@tailorbird/flow/fields/decisions'

type Row = Decisions['rows'][number]

const EMPTY: Decisions = { columns: [], results: [], rows: [] }

/** A decision table as far as it can be read: one that is half written is kept while it is written. */
export const decisionsIn = (value: unknown): Decisions => Decisions.safeParse(value).data ?? EMPTY

export const addRow = (table: Decisions): Decisions => ({ ...table, rows: [...table.rows, { when: {}, then: {} }] })

export const changeRow = (table: Decisions, at: number, change: (row: Row) => Row): Decisions => ({
  ...table,
  rows: table.rows.map((row, place) => (place === at ? change(row) : row)),
})

/** Undefined: the cell matches anything. */
export const setAsk = (table: Decisions, at: number, column: string, ask: Ask | undefined): Decisions =>
  changeRow(table, at, (row) => ({ ...row, when: withEntry(row.when, column, ask) }))

/** Sets a result of a row; `'default'` is the row that counts when none matches. */
export function setResult(
  table: Decisions,
  at: number | 'default',
  result: string,
  cell: Binding | undefined,
): Decisions {
  return at === 'default'
    ? { ...table, otherwise: withEntry(table.otherwise ?? {}, result, cell) }
    : changeRow(table, at, (row) => ({ ...row, then: withEntry(row.then, result, cell) }))
}

export const duplicateRow = (table: Decisions, at: number): Decisions => ({
  ...table,
  rows: table.rows.flatMap((row, place) => (place === at ? [row, row] : [row])),
})

/** Moves a row or a column by one place; at the end it stays. */
export function moved<T>(entries: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by
  const entry = entries[from]
  if (to < 0 || to >= entries.length || entry === undefined) return [...entries]
  return entries.toSpliced(from, 1).toSpliced(to, 0, entry)
}

/** Takes a column out, with its cells. */
export function withoutColumn({ columns, rows, ...table }: Decisions, id: string): Decisions {
  return {
    ...table,
    columns: columns.filter((column) => column.id !== id),
    rows: rows.map((row) => ({ ...row, when: without(row.when, id) })),
  }
}

export function withoutResult({ results, rows, otherwise, ...table }: Decisions, id: string): Decisions {
  return {
    ...table,
    results: results.filter((result) => result.id !== id),
    rows: rows.map((row) => ({ ...row, then: without(row.then, id) })),
    ...(otherwise && { otherwise: without(otherwise, id) }),
  }
}

/** A result of another kind: fixed values would be wrong, data may still fit. */
export function withKind(table: Decisions, id: string, kind: Decisions['results'][number]['kind']): Decisions {
  const kept = (cells: Readonly<Record<string, Binding>>) => {
    const cell = cells[id]
    return cell && 'pill' in cell ? { ...cells } : without(cells, id)
  }
  return {
    ...table,
    results: table.results.map((result) => (result.id === id ? { ...result, kind } : result)),
    rows: table.rows.map((row) => ({ ...row, then: kept(row.then) })),
    ...(table.otherwise && { otherwise: kept(table.otherwise) }),
  }
}

export function withoutDefault({ otherwise: _, ...table }: Decisions): Decisions {
  return table
}

const withEntry = <T>(entries: Readonly<Record<string, T>>, key: string, value: T | undefined): Record<string, T> =>
  value === undefined ? without(entries, key) : { ...entries, [key]: value }

function without<T>(entries: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _, ...others } = entries
  return others
}
