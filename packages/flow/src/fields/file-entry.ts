import { z } from 'zod'

/** A file that is kept in the record store, as a node's output names it. The bytes stay where they are. */
export const FileEntry = z.object({
  id: z.string(),
  name: z.string(),
  /** Media type found by looking at the content, e.g. `image/png`. */
  type: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
})
export type FileEntry = z.infer<typeof FileEntry>
