import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Incoming } from '../http/incoming.ts'
import type { LoggedRequest } from '../http/request-log.ts'
import type { Reply } from '../http/reply.ts'
import type { Sandbox } from '../control/sandbox.ts'
import { answerFault } from './answer-fault.ts'
import { answerApi, isApiPath, maxBytesFor } from './answer-api.ts'
import { answerWeb } from './answer-web.ts'
import { doorOf } from '../http/hosts.ts'
import { json, Refusal, text } from '../http/reply.ts'
import { openEvents } from '../control/events.ts'
import { readBody } from '../http/incoming.ts'

/** Held connections are let go after ten minutes, long after any client's own patience. */
const holdMs = 600_000

/** Takes every request to its door: X's API, X's consent pages, or the sandbox's own pages and controls. */
export function serve(sandbox: Sandbox): RequestListener {
  return (request, response) => {
    answer(sandbox, request, response).catch((error: unknown) => {
      process.stderr.write(`X sandbox: ${error instanceof Error ? error.stack : String(error)}\n`)
      if (!response.headersSent) send(response, json(500, { title: 'Internal Server Error', status: 500 }))
    })
  }
}

async function answer(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const incoming = takeApart(request)
  const { path } = incoming
  const door = doorOf(incoming.host)
  if (door === 'upload') return send(response, gone())
  if (door === 'unknown') return send(response, text(421, 'This is the X sandbox. Reach it at http://127.0.0.1.\n'))
  if (door !== 'web' && isApiPath(path)) return answerWithFaults(sandbox, request, response, incoming)
  if (door === 'loopback' && path === '/sandbox/events') return openEvents(sandbox, response)
  const reply = await settled(async () => {
    incoming.body = await readBody(request, 1024 * 1024)
    return answerWeb(sandbox, incoming, door)
  })
  send(response, reply)
}

/** The API proper: logged, and with whatever is set to go wrong. */
async function answerWithFaults(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  incoming: Incoming,
): Promise<void> {
  const entry = sandbox.log.begin(incoming)
  const began = performance.now()
  const fault = sandbox.faults.take(incoming.method, incoming.path)
  entry.fault = fault?.fault ?? null
  // A fault before the commit: nothing is read and nothing runs.
  const reply = fault?.fault.endsWith('-before-commit')
    ? null
    : await settled(async () => {
        incoming.body = await readBody(request, maxBytesFor(incoming.method, incoming.path))
        if (fault?.fault === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 2000))
        return (fault && answerFault(fault, sandbox.world.clock.now())) ?? (await answerApi(sandbox, incoming, entry))
      })
  entry.durationMs = performance.now() - began
  entry.made = reply && madeBy(entry, reply)
  if (fault?.fault.startsWith('timeout-')) return hold(request, response)
  if (!reply || fault?.fault.startsWith('drop-')) return void request.socket.destroy()
  entry.status = reply.status
  stamp(reply, entry)
  send(response, reply)
}

/** Runs an answer; refusals become replies. */
async function settled(run: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refusal) return error.reply
    throw error
  }
}

function takeApart(request: IncomingMessage): Incoming {
  const address = request.url ?? '/'
  const mark = address.indexOf('?')
  return {
    method: request.method ?? 'GET',
    host: (request.headers.host ?? '').toLowerCase(),
    path: mark < 0 ? address : address.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : address.slice(mark + 1)),
    headers: request.headers,
    body: Buffer.alloc(0),
  }
}

/** Never answers; the client gives up, or the socket is closed after a long while. */
function hold(request: IncomingMessage, response: ServerResponse): void {
  const timer = setTimeout(() => request.socket.destroy(), holdMs)
  timer.unref()
  response.on('close', () => clearTimeout(timer))
}

/** Headers that X puts on API answers (observed). */
function stamp(reply: Reply, entry: LoggedRequest): void {
  reply.headers['x-transaction-id'] = randomBytes(8).toString('hex')
  reply.headers['api-version'] = '2.167'
  reply.headers['x-response-time'] = String(Math.round(entry.durationMs ?? 0))
}

function madeBy(entry: LoggedRequest, reply: Reply): string | null {
  if (entry.method !== 'POST' || reply.status !== 201) return null
  return /"(?:id|dm_event_id)":"(\d+)"/.exec(reply.body.toString())?.[1] ?? null
}

/** X closed v1.1 uploads on 2025-06-09. */
function gone(): Reply {
  return json(410, { errors: [{ code: 251, message: 'This endpoint has been retired and should not be used.' }] })
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
    'x-content-type-options': 'nosniff',
  })
  response.end(response.req.method === 'HEAD' ? undefined : reply.body)
}
