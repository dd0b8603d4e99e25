import { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { z } from 'zod'

/** What `POST /api/attachments` (multipart, field `file`) answers. The file belongs to no record until one is saved with its id. */
export const Attachment = FileEntry.extend({ width: z.number().int().nullable(), height: z.number().int().nullable() })
export type Attachment = z.infer<typeof Attachment>
