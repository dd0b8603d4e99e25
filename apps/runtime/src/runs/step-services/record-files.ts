import type { Database } from '@tailorbird/db/database'
import { attachmentChunks, attachments } from '@tailorbird/db/schema/tables'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Files } from '@tailorbird/flow/node/node-type'
import { asc, eq } from 'drizzle-orm'
import { said } from '../../words/said.ts'

/** The record store's files, as nodes may ask for them. */
export const recordFiles = (db: Database): Files => ({
  ofRecord: (recordId) =>
    db
      .select({ id: attachments.id, name: attachments.name, type: attachments.type, size: attachments.size })
      .from(attachments)
      .where(eq(attachments.recordId, recordId))
      .orderBy(asc(attachments.fieldKey), asc(attachments.position), asc(attachments.id)),

  async read(fileId) {
    const chunks = await db
      .select({ content: attachmentChunks.content })
      .from(attachmentChunks)
      .where(eq(attachmentChunks.attachmentId, fileId))
      .orderBy(asc(attachmentChunks.index))
    if (chunks.length === 0) {
      throw new Failure(said('file.gone'))
    }
    return Buffer.concat(chunks.map(({ content }) => content))
  },
})
