import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Database } from '@tailorbird/db/database'
import { attachmentChunks, attachments } from '@tailorbird/db/schema/tables'
import { notFound } from '../ground/refusal.ts'
import { CHUNK } from './keep-file.ts'
import { said } from '../words/said.ts'

export async function findFile(db: Database, id: string) {
  const [row] = await db.select().from(attachments).where(eq(attachments.id, id))
  if (!row || row.sha256 === '') throw notFound(said('not-found.file'))
  return row
}

/** The bytes from `first` to `last`, both included, half a megabyte at a time. */
export async function* readFile(db: Database, id: string, { first, last }: { first: number; last: number }) {
  for (let index = Math.floor(first / CHUNK); index * CHUNK <= last; index++) {
    const here = and(eq(attachmentChunks.attachmentId, id), eq(attachmentChunks.index, index))
    const [chunk] = await db.select({ content: attachmentChunks.content }).from(attachmentChunks).where(here)
    if (!chunk) throw new Error(`chunk ${index} of the file ${id} is missing`)
    yield chunk.content.subarray(Math.max(0, first - index * CHUNK), last - index * CHUNK + 1)
  }
}

/** Deletes uploads that no record was saved with for a day, and what broken uploads left. */
export async function removeOrphans(db: Database) {
  const old = lt(attachments.createdAt, sql`now() - interval '24 hours'`)
  const gone = await db
    .delete(attachments)
    .where(and(isNull(attachments.recordId), old))
    .returning({ id: attachments.id })
  return gone.length
}
