import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { Failure } from '@tailorbird/flow/node/failure'
import { outboundLookup, outboundUrl } from './outbound.ts'
import { readBody } from './read-body.ts'

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

/** The connection broke off, or time was up. `sent` says whether the other side may have got the request. */
export class BrokenOff extends Error {
  readonly sent: boolean

  constructor(message: string, { sent, cause }: { sent: boolean; cause: unknown }) {
    super(message, { cause })
    this.name = 'BrokenOff'
    this.sent = sent
  }
}

const MOST_REDIRECTS = 5
const TIME_LIMIT_MS = 30_000

/** Sends a request to the world outside, and follows where it is sent on to; each place is judged anew.
 *  Throws `Failure` for what must not be, and `BrokenOff` for what was interrupted. */
export async function sendRequest(request: OutboundRequest, signal: AbortSignal): Promise<OutboundResponse> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)])
  let next = request
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const response = await sendOnce(next, { signal: bounded, sent: hop > 0 })
    const onward = redirected(next, response)
    if (!onward) return response
    next = onward
  }
  throw new Failure({
    code: 'http.redirects',
    message: `The address sends on to another more than ${MOST_REDIRECTS} times. Give the last one.`,
    field: 'url',
  })
}

/** The request that a redirect asks for. What was meant for one host is not told to another. */
function redirected(request: OutboundRequest, { status, headers }: OutboundResponse): OutboundRequest | undefined {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  const from = new URL(request.url)
  const to = URL.parse(location, from)
  if (!to) throw new Failure({ code: 'http.redirect', message: 'The address sends on to something that is no address.' })
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

function sendOnce(
  { method, url: address, headers, body }: OutboundRequest,
  { signal, sent: sentBefore }: { signal: AbortSignal; sent: boolean },
): Promise<OutboundResponse> {
  const url = outboundUrl(address)
  const secure = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    let sent = sentBefore
    const fail = (error: unknown) => reject(asBroken(error, { sent, host: url.host }))
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method,
      // An agent of its own: none of the machine's proxy settings, and no connection that was opened for another name.
      agent: secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false }),
      lookup: outboundLookup(url),
      headers: { 'user-agent': 'Tailorbird', 'accept-encoding': 'gzip, deflate, br', ...headers, ...lengthOf(body) },
      signal,
    })
    request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (sent = true)))
    request.on('error', fail)
    request.on('response', (response) => {
      readBody(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: headersOf(response), text }),
        (error: unknown) => {
          request.destroy()
          fail(error)
        },
      )
    })
    request.end(body)
  })
}

const lengthOf = (body: string | undefined) =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

function asBroken(error: unknown, { sent, host }: { sent: boolean; host: string }): Error {
  if (error instanceof Failure) return error
  const cause: { name?: string; code?: string } = error instanceof Error ? error : {}
  if (cause.name === 'TimeoutError' || cause.name === 'AbortError') {
    return new BrokenOff(`"${host}" has not answered in 30 seconds.`, { sent, cause })
  }
  const why = cause.code === 'ENOTFOUND' ? 'There is no such host' : 'The connection broke off'
  return new BrokenOff(`"${host}" could not be reached. ${why} (${cause.code ?? 'unknown'}).`, { sent, cause })
}
