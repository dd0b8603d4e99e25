import type { TableField } from '@tailorbird/flow/tables/table-field'
import { contentUrl } from '../../../api/content-url.ts'
import { exactTime } from '../../../ui/time/time-in-words.ts'
import { filesIn } from './record-files.ts'
import { Thumbnail } from '../files/thumbnail.tsx'

const MOST = 3

/** A value of a record as the list shows it. */
export function RecordCell({ field, value }: { field: TableField; value: unknown }) {
  if (field.kind === 'attachments') {
    const files = filesIn(value)
    if (files.length === 0) return null
    return (
      <span style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
        {files.slice(0, MOST).map(({ id, name, type }) => (
          <Thumbnail key={id} url={contentUrl(id)} name={name} type={type} />
        ))}
        {files.length > MOST && `+${files.length - MOST}`}
      </span>
    )
  }
  if (value === null || value === undefined || value === '') return null
  if (field.kind === 'date' && typeof value === 'string') return exactTime(new Date(value))
  return String(value)
}
