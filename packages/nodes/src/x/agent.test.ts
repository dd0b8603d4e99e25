import { type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TwitterApi } from 'twitter-api-v2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SandboxAgent } from './agent.ts'
import { asXFailure } from './failures.ts'

/** How the other side behaves, by the id that is asked for. */
const BEHAVIOUR: Record<string, (res: ServerResponse) => void> = {
  '1': (res) => res.end('{"data":{"id":"1","text":"there"}}'),
  // Silence.
  '2': () => undefined,
  // A byte now and then: a time-out of the socket never comes.
  '3': (res) => {
    res.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => res.write(' '), 30)
    res.on('close', () => clearInterval(timer))
  },
}

let server: Server
let x: TwitterApi

beforeAll(async () => {
  server = createServer((req, res) => {
    res.setHeader('content-type', 'application/json')
    const id = /(\d)(\?.*)?$/.exec(req.url ?? '')?.[1] ?? '2'
    BEHAVIOUR[id]?.(res)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  x = new TwitterApi('token', { httpAgent: new SandboxAgent(port, { call: 400, upload: 400 }) })
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const called = { username: 'shop', connectionId: 'c', now: new Date() }

async function failureOf(effect: 'reads' | 'writes', call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return asXFailure(error, { ...called, effect })
}

test('a call ends when the other side says nothing, on a new socket and on one that was used before', async () => {
  for (let round = 0; round < 3; round++) {
    expect((await x.v2.singleTweet('1')).data.text).toBe('there')
    const failure = await failureOf('reads', x.v2.singleTweet('2'))
    expect(failure.data.code).toBe('x.no-answer')
  }
})

test('many calls at once end, whichever socket each gets', async () => {
  const calls = Array.from({ length: 200 }, (_, at) => x.v2.singleTweet(at % 2 === 0 ? '1' : '2'))
  const ended = await Promise.allSettled(calls)
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
})

test('an answer that trickles without an end ends too', async () => {
  expect((await failureOf('reads', x.v2.singleTweet('3'))).data.code).toBe('x.no-answer')
})

test('a post that is not answered may be there: its outcome is unknown', async () => {
  expect(await failureOf('writes', x.v2.tweet('hello'))).toMatchObject({ outcome: 'unknown' })
})
