import type { TableField, TableFieldKind } from '@tailorbird/flow/tables/table-field'
import { keyFromLabel } from './key-from-label.ts'

/** A field while the table is being edited. */
export interface DraftField {
  /** Only for React's lists. */
  uid: number
  label: string
  kind: TableFieldKind
  required: boolean
  options: string[]
  /** The field as it stands on the server; undefined for one that is new. */
  kept?: TableField | undefined
  /** Taken out, with what records hold in it, when the table is saved. */
  removed: boolean
}

let lastUid = 0

export const newField = (kind: TableFieldKind = 'text'): DraftField => ({
  uid: (lastUid += 1),
  label: '',
  kind,
  required: false,
  options: [],
  removed: false,
})

export const draftOf = (kept: TableField): DraftField => ({
  uid: (lastUid += 1),
  label: kept.label,
  kind: kept.kind,
  required: kept.required,
  options: kept.options ?? [],
  kept,
  removed: false,
})

/** The fields as they are sent. Keys of new ones come from their labels; those that exist keep theirs. */
export function fieldsOf(drafts: readonly DraftField[]): TableField[] {
  const standing = drafts.filter(({ removed }) => !removed)
  const keys = drafts.flatMap(({ kept }) => (kept ? [kept.key] : []))
  return standing.map(({ label, kind, required, options, kept }) => {
    const key = kept?.key ?? keyFromLabel(label, keys)
    if (!kept) keys.push(key)
    return {
      key,
      label,
      kind,
      required,
      ...(kind === 'choice' && { options: options.map((option) => option.trim()).filter(Boolean) }),
    }
  })
}
