import type { Table } from '@tailorbird/contract/tables'
import type { ReactNode } from 'react'
import classes from './table-cards.module.css'

interface TableCardsProps {
  tables: readonly Table[]
  /** Draws the link to a table; where it leads is not known here. */
  link(table: Table, className: string | undefined): ReactNode
}

export function TableCards({ tables, link }: TableCardsProps) {
  return (
    <ul className={classes.grid}>
      {tables.map((table) => (
        <li key={table.id} className={classes.card}>
          {link(table, classes.link)}
          <p className={classes.fields}>
            {table.recordCount === 1 ? '1 record' : `${table.recordCount} records`} ·{' '}
            {table.fields.map(({ label }) => label).join(', ')}
          </p>
        </li>
      ))}
    </ul>
  )
}
