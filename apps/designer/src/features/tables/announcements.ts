import type { TableField } from '@tailorbird/flow/tables/table-field'

/** A table to begin with: what is announced, whether it shall be posted, and its pictures. */
export const ANNOUNCEMENTS: { name: string; fields: TableField[] } = {
  name: 'Announcements',
  fields: [
    { key: 'title', label: 'Title', kind: 'text', required: true },
    { key: 'body', label: 'Body', kind: 'longText', required: false },
    { key: 'publish', label: 'Publish', kind: 'yesNo', required: false },
    { key: 'attachments', label: 'Attachments', kind: 'attachments', required: false },
  ],
}
