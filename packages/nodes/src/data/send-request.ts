import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { Failure, type FailureData } from '@tailorbird/flow/node/failure'
import { outboundLookup, outboundUrl } from './outbound.ts'
import { readBody } from './read-body.ts'
import { said } from './words.ts'

export interface OutboundRequest {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  body?: string | undefined
}

export interface OutboundResponse {
  status: number
  headers: Record<string, string>
  text: string
}

/** There was no answer that can be used. `sent` says whether the other side may have got the request. */
export class BrokenOff extends Error {
  readonly data: FailureData
  readonly sent: boolean

  constructor(data: FailureData, { sent, cause }: { sent: boolean; cause?: unknown }) {
    super(data.code, { cause })
    this.name = 'BrokenOff'
    this.data = data
    this.sent = sent
  }
}

const MOST_REDIRECTS = 5
const TIME_LIMIT_MS = 30_000

/** Sends a request to the world outside, and follows where it is sent on to; each place is judged anew.
 *  Throws `BrokenOff`. */
export async function sendRequest(request: OutboundRequest, signal: AbortSignal): Promise<OutboundResponse> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)])
  let next = request
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const progress = { sent: hop > 0 }
    try {
      const response = await sendOnce(next, bounded, progress)
      const onward = redirected(next, response)
      if (!onward) return response
      next = onward
    } catch (error) {
      throw new BrokenOff(failureOf(error, next.url), { sent: progress.sent, cause: error })
    }
  }
  throw new BrokenOff(TOO_MANY, { sent: true })
}

/** The request that a redirect asks for. What was meant for one host is not told to another. */
function redirected(request: OutboundRequest, { status, headers }: OutboundResponse): OutboundRequest | undefined {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  const from = new URL(request.url)
  const to = URL.parse(location, from.href)
  if (!to) throw new Failure(said('http.redirect'))
  const becomesGet = request.method !== 'GET' && request.method !== 'HEAD' && status !== 307 && status !== 308
  const dropped = [
    ...(to.origin === from.origin ? [] : ['authorization', 'cookie', 'proxy-authorization', 'x-api-key']),
    ...(becomesGet ? ['content-type'] : []),
  ]
  const kept = Object.entries(request.headers).filter(([name]) => !dropped.includes(name.toLowerCase()))
  return {
    method: becomesGet ? 'GET' : request.method,
    url: to.href,
    headers: Object.fromEntries(kept),
    body: becomesGet ? undefined : request.body,
  }
}

async function sendOnce(
  { method, url: address, headers, body }: OutboundRequest,
  signal: AbortSignal,
  progress: { sent: boolean },
): Promise<OutboundResponse> {
  const url = outboundUrl(address)
  const secure = url.protocol === 'https:'
  const request = (secure ? httpsRequest : httpRequest)(url, {
    method,
    // An agent of its own: none of the machine's proxy settings, and no connection that was opened for another name.
    agent: secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false }),
    lookup: outboundLookup(url),
    headers: { 'user-agent': 'Tailorbird', 'accept-encoding': 'gzip, deflate, br', ...headers, ...lengthOf(body) },
    signal,
  })
  request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (progress.sent = true)))
  try {
    return await new Promise<OutboundResponse>((resolve, reject) => {
      request.on('error', reject)
      request.on('response', (response) => {
        const status = response.statusCode ?? 0
        readBody(response).then((text) => resolve({ status, headers: headersOf(response), text }), reject)
      })
      request.end(body)
    })
  } finally {
    request.destroy()
  }
}

const lengthOf = (body: string | undefined) =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

function failureOf(error: unknown, url: string): FailureData {
  if (error instanceof Failure) return error.data
  const { name, code = 'unknown' }: { name?: string; code?: string } = error instanceof Error ? error : {}
  const host = URL.parse(url)?.host ?? url
  if (name === 'TimeoutError' || name === 'AbortError') {
    return said('http.time', { host })
  }
  const why = said(code === 'ENOTFOUND' ? 'http.no-such-host' : 'http.broke-off', { host, code })
  return { ...said('http.unreachable', { why }), field: 'url' }
}

const TOO_MANY: FailureData = { ...said('http.redirects', { most: MOST_REDIRECTS }), field: 'url' }
