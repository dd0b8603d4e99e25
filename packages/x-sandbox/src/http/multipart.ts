import busboy from 'busboy'
import type { Incoming } from './incoming.ts'

export interface Multipart {
  fields: Map<string, string>
  files: Map<string, Buffer>
}

/** Takes a multipart body apart. Null when it is not one or is broken. */
export function readMultipart(incoming: Pick<Incoming, 'headers' | 'body'>): Promise<Multipart | null> {
  return new Promise((resolve) => {
    const parts: Multipart = { fields: new Map(), files: new Map() }
    const give = (result: Multipart | null) => resolve(result)
    try {
      const parser = busboy({ headers: incoming.headers, limits: { files: 4, fields: 32 } })
      parser.on('field', (name, value) => parts.fields.set(name, value))
      parser.on('file', (name, stream) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => parts.files.set(name, Buffer.concat(chunks)))
        stream.on('error', () => give(null))
      })
      parser.on('error', () => give(null))
      parser.on('close', () => give(parts))
      parser.end(incoming.body)
    } catch {
      give(null)
    }
  })
}
