import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { newId } from '@tailorbird/db/columns'
import type { Database } from '@tailorbird/db/database'
import { attachmentChunks, attachments } from '@tailorbird/db/schema/tables'
import type { Attachment } from '@tailorbird/contract/attachments'
import type { Said } from '@tailorbird/flow/words/said'
import { Refusal } from '../ground/refusal.ts'
import { type FileKind, LARGEST, falselyNamed, fileKind, inWords } from './file-kind.ts'
import { said } from '../words/said.ts'

export const CHUNK = 512 * 1024

interface Upload {
  name: string
  content: AsyncIterable<Buffer>
  /** How large the sender says it is; only for messages. */
  announced: number | undefined
}

/** Takes in a file piece by piece, never whole in memory. Throws a `Refusal` or what broke the stream, and then keeps nothing. */
export async function keepFile(db: Database, upload: Upload): Promise<Attachment> {
  const id = newId()
  try {
    return await keep(db, id, upload)
  } catch (error) {
    await db.delete(attachments).where(eq(attachments.id, id))
    throw error
  }
}

async function keep(db: Database, id: string, { name: given, content, announced }: Upload): Promise<Attachment> {
  const name = tidyName(given)
  const hash = createHash('sha256')
  let kind: FileKind | undefined
  let size = 0
  let index = 0
  for await (const piece of pieces(content)) {
    size += piece.length
    if (kind === undefined) {
      kind = await accept(name, piece)
      refuseLarge(kind, { name, size: Math.max(size, announced ?? 0), seen: size })
      const { type, width, height } = kind
      await db.insert(attachments).values({ id, name, type, width, height, size: 0, sha256: '' })
    }
    refuseLarge(kind, { name, size: Math.max(size, announced ?? 0), seen: size })
    hash.update(piece)
    await db.insert(attachmentChunks).values({ attachmentId: id, index: index++, content: piece })
  }
  if (kind === undefined) throw refused('empty-file', 422, said('file.empty', { file: name }))
  await db
    .update(attachments)
    .set({ size, sha256: hash.digest('hex') })
    .where(eq(attachments.id, id))
  const { type, width, height } = kind
  return { id, name, type, size, width, height }
}

async function accept(name: string, beginning: Buffer) {
  const kind = await fileKind(beginning)
  const wrong = falselyNamed(name, kind)
  if (wrong !== undefined) throw refused('wrong-file', 422, wrong)
  return kind
}

/** `seen` decides; `size` is what the person is told. */
function refuseLarge(
  { limit, tooLarge }: FileKind,
  { name, size, seen }: { name: string; size: number; seen: number },
) {
  // What is announced counts the wrapping as well, some hundred bytes: only clearly more is believed.
  if (seen > limit || size > limit + 4096)
    throw refused('file-too-large', 413, said(tooLarge, { file: name, size: inWords(size) }))
}

/** Before anything is read. */
export function refuseAnnounced(announced: number | undefined) {
  if (announced !== undefined && announced > LARGEST + CHUNK) {
    throw refused('file-too-large', 413, said('file.above-all', { size: inWords(announced) }))
  }
}

export function refused(type: string, status: 400 | 413 | 415 | 422, wrong: Said) {
  return new Refusal({
    status,
    type,
    told: wrong,
    errors: [{ path: 'file', wrong }],
  })
}

/** Pieces of exactly {@link CHUNK} bytes, and a last one that may be smaller. */
async function* pieces(content: AsyncIterable<Buffer>) {
  let gathered: Buffer[] = []
  let length = 0
  for await (const part of content) {
    gathered.push(part)
    length += part.length
    if (length < CHUNK) continue
    const all = Buffer.concat(gathered)
    let at = 0
    for (; all.length - at >= CHUNK; at += CHUNK) yield all.subarray(at, at + CHUNK)
    gathered = [all.subarray(at)]
    length = all.length - at
  }
  if (length > 0) yield Buffer.concat(gathered)
}

/** Browsers write a quote in a name as %22. */
function tidyName(name: string) {
  const tidy = name
    .replaceAll('%22', '"')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}/\\]/gu, '')
    .trim()
  return tidy === '' ? 'file' : tidy.slice(-200)
}
