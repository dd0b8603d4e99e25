import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { Table } from '@tailorbird/contract/tables'
import type { TableRecord } from '@tailorbird/contract/records'
import type { ReactNode } from 'react'
import { RelativeTime } from '../../../ui/time/relative-time.tsx'
import { RecordCell } from './record-cell.tsx'
import classes from './record-list.module.css'
import { titleOf } from './title-of.ts'

interface RecordListProps {
  table: Table
  records: readonly TableRecord[]
  /** Draws the link to a record around its title. */
  link(record: TableRecord, title: string): ReactNode
  onRemove(record: TableRecord): void
}

const MOST_COLUMNS = 5

/** The records of a table, newest first; the first column opens one. */
export function RecordList({ table, records, link, onRemove }: RecordListProps) {
  const columns = table.fields.slice(1, MOST_COLUMNS)
  return (
    // Focusable, because a wide table scrolls sideways and the keyboard must be able to do that too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} role="region" aria-label={`Records of ${table.name}`} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{table.fields[0]?.label}</th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">Added</th>
            <th scope="col">
              <VisuallyHidden>Delete</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              <td className={classes.first}>{link(record, titleOf(table, record))}</td>
              {columns.map((field) => (
                <td key={field.key}>
                  <RecordCell field={field} value={record.values[field.key]} />
                </td>
              ))}
              <td className={classes.quiet}>
                <RelativeTime at={record.createdAt} />
              </td>
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Delete ${titleOf(table, record)}`}
                  onClick={() => onRemove(record)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
