import { FileEntry } from '@tailorbird/flow/fields/file-entry'

/** The files in a field of kind `attachments`, as a record holds them. */
export const filesIn = (value: unknown): FileEntry[] =>
  Array.isArray(value) ? value.flatMap((entry) => FileEntry.safeParse(entry).data ?? []) : []
