import type { IncomingMessage } from 'node:http'
import { type Readable, pipeline } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Failure } from '@tailorbird/flow/node/failure'
import { said } from './words.ts'

const MOST_BYTES = 1024 * 1024

/** The text of a response. Counted after unpacking: a small answer can hold a large one. Throws `Failure` when it is too
 *  large. */
export async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of unpacked(response)) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.length
    if (size > MOST_BYTES) {
      throw new Failure(said('http.too-large'))
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function unpacked(response: IncomingMessage): Readable {
  const packing = UNPACK[response.headers['content-encoding']?.toLowerCase() ?? '']
  if (!packing) return response
  // What breaks on the way in breaks what comes out; there it is heard.
  return pipeline(response, packing(), () => undefined)
}

const UNPACK: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}
