import type { TableField, TableFieldKind } from '@tailorbird/flow/tables/table-field'
import type { ReactNode } from 'react'
import { contentUrl } from '../../../api/content-url.ts'
import { exactTime } from '../../../ui/time/time-in-words.ts'
import { zonedInWords } from '../../../ui/time/zoned-in-words.ts'
import { Thumbnail } from '../files/thumbnail.tsx'
import { filesIn } from './record-files.ts'

/** A value of a record as the list shows it. */
export function RecordCell({ field, value }: { field: TableField; value: unknown }) {
  return value === null || value === undefined || value === '' ? null : SHOWN[field.kind](value)
}

/** How a value of each kind is shown. */
const SHOWN: { readonly [K in TableFieldKind]: (value: unknown) => ReactNode } = {
  text: String,
  longText: String,
  number: String,
  yesNo: (value) => (value === true ? 'Yes' : 'No'),
  choice: String,
  moment: (value) => exactTime(new Date(String(value))),
  zonedMoment: (value) => zonedInWords(String(value)),
  attachments: (value) => <Files files={filesIn(value)} />,
}

const MOST = 3

function Files({ files }: { files: ReturnType<typeof filesIn> }) {
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
