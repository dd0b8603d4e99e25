import type { IncomingMessage } from 'node:http'
import { json, Refusal } from './reply.ts'

/** A request with its address taken apart and its body read. */
export interface Incoming {
  method: string
  /** As sent, lower case, with the port. */
  host: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

/** Reads at most `maxBytes` of a body; more is refused with 413. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (request.method === 'GET' || request.method === 'HEAD') return Buffer.alloc(0)
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue
    size += part.length
    // Read on to the end, keeping nothing: a client that is still sending would not see the answer.
    if (size <= maxBytes) parts.push(part)
    else parts.length = 0
    if (size > maxBytes + 64 * 1024 * 1024) break
  }
  if (size > maxBytes) {
    const detail = `The request body is larger than ${maxBytes} bytes.`
    const problem = { title: 'Payload Too Large', detail, type: 'about:blank', status: 413 }
    throw new Refusal(json(413, problem, { connection: 'close' }))
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
}

/** The media type without its parameters, e.g. `application/json`. */
export function contentType(headers: Incoming['headers']): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Fields of a form or JSON object as text; anything else gives no fields. */
export function readFields(incoming: Incoming): Map<string, string> {
  const fields = new Map<string, string>()
  if (contentType(incoming.headers) !== 'application/json') {
    for (const [name, value] of new URLSearchParams(incoming.body.toString())) fields.set(name, value)
    return fields
  }
  for (const [name, value] of Object.entries(jsonObject(incoming.body))) {
    if (typeof value === 'string' || typeof value === 'number') fields.set(name, String(value))
  }
  return fields
}

function jsonObject(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
