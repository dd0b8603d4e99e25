/** A record as a node's output carries it: `id`, `createdAt`, `updatedAt` and the table's own fields by their key. */
export type RecordValue = { readonly id: string } & Readonly<Record<string, unknown>>

/** Keys a table's own fields may not take, because every record has them. */
export const RESERVED_RECORD_KEYS = ['id', 'tableId', 'createdAt', 'updatedAt'] as const
