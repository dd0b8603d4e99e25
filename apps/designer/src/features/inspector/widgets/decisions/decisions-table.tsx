import type { Decisions } from '@tailorbird/flow/fields/decisions'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { MoreMenu } from '../../../../ui/more-menu.tsx'
import { ColumnHead, type DecisionsTableProps, ResultHead } from './decisions-heads.tsx'
import { AskCell, ResultCell } from './decisions-cells.tsx'
import { addRow, duplicateRow, moved, setAsk, setResult, withoutDefault } from './decisions-draft.ts'
import css from './decisions.module.css'
import { useFieldOf } from '../condition/use-field-of.ts'

/** The table itself: what it looks at on the left, its results on the right, the rows below. It scrolls by itself, and the
 *  numbers of the rows stay in sight. Enter goes down a column and begins a row below the last. */
export function DecisionsTable(props: DecisionsTableProps) {
  const { table, onChange, sources, readOnly } = props
  const { columns, results, rows, otherwise } = table
  const fieldOf = useFieldOf()
  const { ref, onKeyDown } = useWalkingDown(() => !readOnly && onChange(addRow(table)))
  return (
    // Somebody with a keyboard must be able to scroll what is wider than the form.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.scroll} role="region" aria-label="Decision table" tabIndex={0}>
      {/* Enter is only caught where it would do nothing. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table className={css.table} ref={ref} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className={css.corner}>
              <span className={css.unseen}>Row</span>
            </th>
            {columns.length > 0 && (
              <th scope="colgroup" colSpan={columns.length} className={css.group}>
                When
              </th>
            )}
            {results.length > 0 && (
              <th scope="colgroup" colSpan={results.length} className={css.group} data-results>
                Then
              </th>
            )}
          </tr>
          <tr>
            {columns.map((column, at) => (
              <ColumnHead key={column.id} {...props} column={column} at={at} />
            ))}
            {results.map((result, at) => (
              <ResultHead key={result.id} {...props} result={result} at={at} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <th scope="row" className={css.row}>
                {at + 1}
                {!readOnly && <MoreMenu about={`row ${at + 1}`} items={rowItems(props, at)} />}
              </th>
              {columns.map(({ id, label, value }) => (
                <td key={id} data-cell={`${at}/${id}`}>
                  <AskCell
                    place={`row ${at + 1}, ${label}`}
                    ask={row.when[id]}
                    field={fieldOf(value)}
                    sources={sources}
                    readOnly={readOnly}
                    onChange={(ask) => onChange(setAsk(table, at, id, ask))}
                  />
                </td>
              ))}
              {results.map(({ id, key, kind }) => (
                <td key={id} data-cell={`${at}/${id}`} data-results>
                  <ResultCell
                    place={`row ${at + 1}, ${key}`}
                    kind={kind}
                    cell={row.then[id]}
                    sources={sources}
                    readOnly={readOnly}
                    onChange={(cell) => onChange(setResult(table, at, id, cell))}
                  />
                </td>
              ))}
            </tr>
          ))}
          {otherwise && (
            <tr data-default>
              <th scope="row" className={css.row}>
                <span className={css.unseen}>Default row</span>
                <span aria-hidden>–</span>
                {!readOnly && (
                  <MoreMenu
                    about="the default row"
                    items={[{ label: 'Remove the default row', run: () => onChange(withoutDefault(table)) }]}
                  />
                )}
              </th>
              {columns.length > 0 && (
                <td colSpan={columns.length} className={css.otherwise}>
                  When no row matches
                </td>
              )}
              {results.map(({ id, key, kind }) => (
                <td key={id} data-results>
                  <ResultCell
                    place={`default row, ${key}`}
                    kind={kind}
                    cell={otherwise[id]}
                    sources={sources}
                    readOnly={readOnly}
                    onChange={(cell) => onChange(setResult(table, 'default', id, cell))}
                  />
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

function rowItems({ table, onChange }: DecisionsTableProps, at: number) {
  const rows = (next: Decisions['rows']) => onChange({ ...table, rows: next })
  return [
    ...(at > 0 ? [{ label: 'Move up', run: () => rows(moved(table.rows, at, -1)) }] : []),
    ...(at < table.rows.length - 1 ? [{ label: 'Move down', run: () => rows(moved(table.rows, at, 1)) }] : []),
    { label: 'Duplicate', run: () => onChange(duplicateRow(table, at)) },
    { label: 'Remove', run: () => rows(table.rows.toSpliced(at, 1)) },
  ]
}

/** Enter in a field goes to the same column one row below, as in a spreadsheet. */
function useWalkingDown(begin: () => void) {
  const ref = useRef<HTMLTableElement>(null)
  const wanted = useRef<string>(undefined)
  const focus = (cell: string) => {
    const found = ref.current?.querySelector<HTMLElement>(`[data-cell="${cell}"] :is(input, select)`)
    found?.focus()
    return found !== null && found !== undefined
  }
  useEffect(() => {
    if (wanted.current !== undefined && focus(wanted.current)) wanted.current = undefined
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : undefined
    const cell = target?.closest('[data-cell]')?.getAttribute('data-cell')
    if (event.key !== 'Enter' || !cell || target?.tagName !== 'INPUT') return
    const [row = '0', column = ''] = cell.split('/')
    const below = `${Number(row) + 1}/${column}`
    event.preventDefault()
    if (focus(below)) return
    wanted.current = below
    begin()
  }
  return { ref, onKeyDown }
}
