import { request } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, startHouse } from '../support/house.ts'
import { type Person, signUp } from '../support/person.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

describe('the server of webhooks', () => {
  let house: House
  let ola: Person
  let address: string

  beforeAll(async () => {
    house = await startHouse()
    ola = await signUp(house.url, house.ownerLink)
    const graph = graphOf([node('start', 'start.webhook', { method: { fixed: 'POST' } })], [])
    const { flow } = await putToWork(ola, { name: 'Door', graph })
    const { live } = await ola.api.triggers.webhook({ flowId: flow.id, nodeId: 'start', environment: 'production' })
    address = live
  })
  afterAll(() => house?.stop())

  interface Call {
    path?: string
    headers?: Record<string, string>
    body?: Uint8Array | string
  }

  /** `fetch` would unpack, and set headers of its own. */
  const call = ({ path = new URL(address).pathname, headers = {}, body = '{}' }: Call = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: Record<string, unknown> }>(
      (resolve, reject) => {
        const asked = request(
          {
            port: new URL(house.url).port,
            path,
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
          },
          (res) => {
            let text = ''
            res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
            res.on('end', () =>
              resolve({
                status: res.statusCode ?? 0,
                headers: res.headers,
                body: JSON.parse(text) as Record<string, unknown>,
              }),
            )
          },
        )
        asked.on('error', reject)
        asked.end(body)
      },
    )

  test('answers carry the headers that keep them to themselves, also when they refuse', async () => {
    const safe = {
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    }
    const taken = await call()
    expect(taken).toMatchObject({
      status: 202,
      headers: { ...safe, 'content-type': 'application/json; charset=utf-8' },
    })
    expect(taken.headers).not.toHaveProperty('x-powered-by')
    expect(await call({ path: '/hooks/nothing' })).toMatchObject({
      status: 404,
      headers: { ...safe, 'content-type': 'application/problem+json; charset=utf-8' },
      body: { type: 'tailorbird:no-webhook' },
    })
    expect(await call({ path: '/hooks' })).toMatchObject({ status: 404, body: { type: 'tailorbird:not-found' } })
    expect(await call({ path: '/hooks/%E0%A4%A' })).toMatchObject({
      status: 400,
      body: { type: 'tailorbird:malformed' },
    })
  })

  test('nobody is answered under a name that is not ours', async () => {
    expect(await call({ headers: { host: 'evil.example' } })).toMatchObject({
      status: 403,
      body: { type: 'tailorbird:foreign-host' },
    })
    expect((await call({ headers: { host: 'localhost' } })).status).toBe(202)
  })

  test('packed bodies are unpacked, and counted as they are then', async () => {
    const text = JSON.stringify({ title: 'Packed' })
    for (const [encoding, body] of [
      ['gzip', gzipSync(text)],
      ['br', brotliCompressSync(text)],
    ] as const) {
      const { status, body: answer } = await call({ headers: { 'content-encoding': encoding }, body })
      expect(status).toBe(202)
      const { steps } = await ola.api.runs.get({ id: String(answer['runId']) })
      expect(steps[0]?.output).toMatchObject({ body: { title: 'Packed' } })
    }
    const large = gzipSync(JSON.stringify('x'.repeat(2_000_000)))
    expect((await call({ headers: { 'content-encoding': 'gzip' }, body: large })).status).toBe(413)
    expect((await call({ headers: { 'content-encoding': 'gzip' }, body: 'no gzip' })).status).toBe(400)
    expect((await call({ headers: { 'content-encoding': 'rot13' }, body: 'x' })).status).toBe(415)
    expect((await call({ headers: { 'transfer-encoding': 'chunked' }, body: 'x'.repeat(1_100_000) })).status).toBe(413)
  })

  test('who is refused too often is not listened to any more', async () => {
    const refused = await Promise.all(Array.from({ length: 290 }, () => call({ path: '/hooks/guess' })))
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([404]))
    expect((await call()).status).toBe(202)
    await Promise.all(Array.from({ length: 20 }, () => call({ path: '/hooks/guess' })))
    expect(await call()).toMatchObject({ status: 429, body: { type: 'tailorbird:too-many-calls' } })
  })
})
