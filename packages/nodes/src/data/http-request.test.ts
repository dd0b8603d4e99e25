import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Failure } from '@tailorbird/flow/node/failure'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { httpRequest } from './http-request.ts'
import { allowHosts } from './outbound.ts'

let server: Server
let base: string

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  base = `http://127.0.0.1:${port}`
  allowHosts([`127.0.0.1:${port}`])
})
afterAll(() => {
  allowHosts([])
  server.closeAllConnections()
  server.close()
})

/** What the other side does at each of its addresses. */
async function answer(request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '/', base)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
  const { method, headers } = request
  const body = Buffer.concat(chunks).toString()
  const go = (status: number, location: string) => response.writeHead(status, { location }).end()
  switch (pathname) {
    case '/echo':
      return json({ method, headers, body, query: Object.fromEntries(searchParams) })
    case '/text':
      return response.end('plain text')
    case '/gzip':
      return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked'))
    case '/bomb':
      return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(2 * 1024 * 1024)))
    case '/status':
      return response.writeHead(Number(searchParams.get('code')), { 'retry-after': '60' }).end('because')
    case '/moved':
      return go(302, '/echo')
    case '/kept':
      return go(307, '/echo')
    case '/round':
      return go(302, '/round')
    case '/inward':
      return go(302, 'http://127.0.0.1:9/')
    case '/to':
      return go(302, searchParams.get('url') ?? '')
    case '/drop':
      return request.socket.destroy()
    default:
      return undefined
  }
}

type Params = Parameters<typeof httpRequest.prepare>[0]['params']
type Given = Partial<Params> & { at: string }
const context = ({ at, ...params }: Given) =>
  nodeContext<Params>({
    params: {
      ...{ method: 'GET', url: base + at, query: undefined, headers: undefined, send: undefined, fields: undefined },
      ...{ value: undefined, text: undefined, contentType: undefined, accept: undefined, repeatable: undefined },
      ...params,
    },
  })
async function call(given: Given) {
  const there = context(given)
  return httpRequest.send(there, await httpRequest.prepare(there), false)
}
test('a request that people have found to have arrived goes on with what they say it was answered with', () => {
  const intent = { method: 'POST', url: base, headers: {} }
  expect(httpRequest.settled({ intent, says: { status: 201, body: { id: 7 } } })).toEqual({
    ...{ status: 201, ok: true, headers: {}, body: { id: 7 } },
  })
  expect(httpRequest.settled({ intent, says: { status: 404, body: undefined } })).toMatchObject({
    ok: false,
    body: null,
  })
})

const failed = (given: Given): Promise<Failure> =>
  call(given).then(
    () => expect.fail('It should fail.'),
    (e) => e,
  )

test('gets an answer, as JSON where it is JSON and else as text', async () => {
  expect(await call({ at: '/text' })).toMatchObject({ status: 200, ok: true, body: 'plain text' })
  expect(await call({ at: '/gzip' })).toMatchObject({ body: 'unpacked' })
  expect(await call({ at: '/echo' })).toMatchObject({ body: { method: 'GET' } })
})

test('whatever is sent stays data', async () => {
  const hostile = 'a"b\n&c=d#{{x}}${y}'
  const { body } = await call({
    at: '/echo?kept=1',
    method: 'POST',
    query: { q: hostile, n: 3 },
    headers: [{ name: 'X-Token', value: 'abc' }],
    send: 'fields',
    fields: { text: hostile },
  })
  expect(body).toMatchObject({
    query: { kept: '1', q: hostile, n: '3' },
    headers: { 'x-token': 'abc', 'content-type': 'application/json' },
    body: JSON.stringify({ text: hostile }),
  })
  const text = await call({ at: '/echo', method: 'PUT', send: 'text', text: hostile })
  expect(text.body).toMatchObject({ body: hostile, headers: { 'content-type': 'text/plain; charset=utf-8' } })
})

test('headers that belong to the connection, or break out of their line, are refused', async () => {
  expect((await failed({ at: '/echo', headers: [{ name: 'Host', value: 'x' }] })).data.code).toBe('http.header')
  expect((await failed({ at: '/echo', headers: [{ name: 'X', value: 'a\r\nB: c' }] })).data.code).toBe('http.header')
})

test('an answer that is no success is a failure, unless any answer will do', async () => {
  const refused = await failed({ at: '/status?code=404' })
  expect(refused.data).toMatchObject({
    code: 'http.404',
    values: { answer: { values: { text: expect.stringContaining('because') } } },
  })
  expect(await call({ at: '/status?code=404', accept: 'any' })).toMatchObject({ status: 404, ok: false })
})

test('a limit of the other side is waited for', async () => {
  const limited = await failed({ at: '/status?code=429', method: 'POST' })
  expect(limited).toMatchObject({ retryReason: 'rate limit', retryAt: new Date('2026-11-20T09:01:00Z') })
  expect(limited.outcome).toBeUndefined()
})

test('nobody knows whether a request that must not be repeated has happened', async () => {
  expect((await failed({ at: '/status?code=500', method: 'POST' })).outcome).toBe('unknown')
  expect((await failed({ at: '/drop', method: 'POST' })).outcome).toBe('unknown')
  expect((await failed({ at: '/bomb', method: 'POST' })).outcome).toBe('unknown')
})

test('one that may be repeated, was refused or never left is simply a failure', async () => {
  expect((await failed({ at: '/status?code=500' })).outcome).toBeUndefined()
  expect((await failed({ at: '/drop', method: 'DELETE' })).outcome).toBeUndefined()
  expect((await failed({ at: '/drop', method: 'POST', repeatable: true })).outcome).toBeUndefined()
  expect((await failed({ at: '/status?code=400', method: 'POST' })).outcome).toBeUndefined()
  allowHosts(['127.0.0.1'])
  expect((await failed({ at: '', url: 'http://127.0.0.1:9/', method: 'POST' })).outcome).toBeUndefined()
  allowHosts([new URL(base).host])
})

test('in doubt, what may be repeated is sent again and the rest is left to a person', async () => {
  const doubt = { intent: undefined, since: new Date(), claimed: async () => new Set<string>() }
  const verdict = (given: Given) => httpRequest.verify(context(given), { ...doubt, intent: { ...request } })
  const request = { method: 'GET', url: base, headers: {} }
  expect(await verdict({ at: '/', method: 'PUT' })).toEqual({ missing: true })
  expect(await verdict({ at: '/', method: 'POST', repeatable: true })).toEqual({ missing: true })
  expect(await verdict({ at: '/', method: 'POST' })).toHaveProperty('unclear')
})

test('follows redirects, and judges each place anew', async () => {
  const post = { method: 'POST', send: 'text', text: 'hello' } as const
  expect((await call({ at: '/moved', ...post })).body).toMatchObject({ method: 'GET', body: '' })
  expect((await call({ at: '/kept', ...post })).body).toMatchObject({ method: 'POST', body: 'hello' })
  expect((await failed({ at: '/round' })).data.code).toBe('http.redirects')
  expect((await failed({ at: '/inward' })).data.code).toBe('http.inside')
  expect((await failed({ at: '/to?url=http://localhost:9/' })).data.code).toBe('http.inside')
  expect((await failed({ at: '/to?url=file:///etc/passwd' })).data.code).toBe('http.url')
})

test('what was meant for one host is not told to another', async () => {
  const other = createServer((request, response) => response.end(JSON.stringify(request.headers)))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  allowHosts(['127.0.0.1'])
  const { body } = await call({
    at: `/to?url=http://127.0.0.1:${port}/`,
    headers: [{ name: 'Authorization', value: 'Bearer abc' }],
  })
  expect(body).not.toContain('Bearer')
  allowHosts([new URL(base).host])
  other.close()
})

test('an answer that is too large is not kept, packed or not', async () => {
  expect((await failed({ at: '/bomb' })).data.code).toBe('http.too-large')
})

test('reaches nothing inside that is not allowed', async () => {
  expect((await failed({ at: '', url: 'http://localhost:9/' })).data.code).toBe('http.inside')
  expect((await failed({ at: '', url: 'http://127.0.0.1:9/' })).data.code).toBe('http.inside')
})

test('keeps no row in the ledger of posts', () => {
  expect(httpRequest.ledger).toBeUndefined()
})
