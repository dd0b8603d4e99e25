import type { IncomingMessage, ServerResponse } from 'node:http'

/** The body of a request as bytes. Rejects like `express.raw` when it is larger than `most` bytes, or breaks off. */
export function readBody(req: IncomingMessage, res: ServerResponse, most: number): Promise<Uint8Array> {
  const { 'content-encoding': encoding = 'identity', 'content-length': length } = req.headers
  if (encoding.toLowerCase() !== 'identity') return unpacked(req, res, most)
  if (Number(length ?? 0) > most) return Promise.reject(new BodyError('entity.too.large'))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      // What comes after that is thrown away by Node once the answer has gone.
      if (size > most) reject(new BodyError('entity.too.large'))
      else chunks.push(chunk)
    })
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    req.on('error', () => reject(new BodyError('request.aborted')))
    req.on('close', () => reject(new BodyError('request.aborted')))
  })
}

/** Packed bodies are rare: what unpacks them is loaded for the first. */
async function unpacked(req: IncomingMessage, res: ServerResponse, most: number): Promise<Uint8Array> {
  const { raw } = await import('express')
  await new Promise<void>((resolve, reject) => {
    raw({ type: () => true, limit: most })(req as never, res as never, (error?: unknown) => {
      if (!(error instanceof Error)) resolve()
      // What the unpacker says of bytes that are no such thing has no name.
      else reject('type' in error ? error : new BodyError('entity.not.packed'))
    })
  })
  const { body } = req as { body?: unknown }
  return body instanceof Uint8Array ? body : new Uint8Array()
}

/** Named like the errors of body-parser, so that both are told in the same words. */
class BodyError extends Error {
  readonly type: string

  constructor(type: string) {
    super(`The body could not be read: ${type}.`)
    this.type = type
  }
}
