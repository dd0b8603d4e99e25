import type { Grant } from '@tailorbird/flow/connection/connection-type'
import { failureInEnglish } from '@tailorbird/flow/testing/in-english'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Context } from '@tailorbird/flow/node/node-type'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Program, startProgram } from '../../../../test/support/program.ts'
import { freePort } from '../../../../test/support/free-port.ts'
import { type SandboxControl, sandboxControl } from '../../../../test/support/sandbox-control.ts'
import { type XAccount, xAccount } from './account.ts'
import { createPost } from './create-post.ts'
import { words } from './words.ts'
import type { PostIntent } from './find-own-post.ts'

let program: Program
let control: SandboxControl
let account: XAccount
let grant: Grant

beforeAll(async () => {
  const port = await freePort()
  program = startProgram('packages/x-sandbox/src/main.ts', { SANDBOX_PORT: String(port) })
  await program.prints(/X sandbox: http/)
  control = sandboxControl(`http://127.0.0.1:${port}`)
})
afterAll(() => program?.stop())

beforeEach(async () => {
  await control.ask('POST', '/reset')
  const { access_token: accessToken } = await control.ask<{ access_token: string }>('POST', '/tokens', {
    username: 'tailorbird_dev',
  })
  const port = Number(/:(\d+)/.exec(program.log())?.[1])
  const [me] = await control.accounts()
  grant = {
    connectionId: 'c1',
    alias: 'x_message',
    account: { id: me?.id ?? '', username: 'tailorbird_dev', name: 'Dev' },
    sandboxPort: port,
    credential: async () => ({ kind: 'oauth2', accessToken }),
  }
  account = xAccount.open(grant) as XAccount
})

type Params = Context<typeof createPost.params>['params']
const context = (params: Partial<Params>): Context<typeof createPost.params> => ({
  params: { account, text: undefined, media: undefined, mediaAccount: undefined, ...params },
  files: { ofRecord: async () => [], read: async () => new Uint8Array() },
  signal: new AbortController().signal,
  now: () => new Date(),
})
const send = async (text: string, resent = false) => {
  const there = context({ text })
  return createPost.send(there, await createPost.prepare(there), resent)
}
const verify = (text: string, claimed: string[] = []) =>
  createPost.verify(context({ text }), {
    intent: { body: { text } } satisfies PostIntent,
    since: new Date(),
    claimed: async (ids) => new Set(ids.filter((id) => claimed.includes(id))),
  })

test('posts, and answers in the names of old and new', async () => {
  const posted = await send('Hello from a test')
  expect(posted).toMatchObject({ text: 'Hello from a test', edit_history_tweet_ids: [posted.id] })
  expect(posted.url).toContain(posted.id)
  await control.ask('PUT', '/vocabulary', { current: true })
  const again = await send('Hello in newer words')
  expect(again.edit_history_tweet_ids).toEqual([again.id])
})

test('finds its own post again, whatever X made of the text', async () => {
  for (const text of [
    'Plain words',
    'R&B <3 "quotes" & more',
    'A link https://example.com/a?b=c&d=e and bare.example.org too',
    '日本語 👋🏽 naïve',
  ]) {
    const { id } = await send(text)
    expect(await verify(text)).toMatchObject({ found: { id } })
  }
})

test('does not take what another step has posted for its own', async () => {
  const { id } = await send('The same words')
  expect(await verify('The same words', [id])).toEqual({ missing: true })
  expect(await verify('Other words')).toEqual({ missing: true })
})

test.each([
  ['503', 'x.no-answer', 'unknown'],
  ['html-502', 'x.no-answer', 'unknown'],
  ['drop-before-commit', 'x.no-answer', 'unknown'],
  ['drop-after-commit', 'x.no-answer', 'unknown'],
  ['429', 'x.rate-limit', undefined],
  ['402', 'x.no-credits', undefined],
] as const)(
  'when X answers with %s, the failure says %s and whether it may have happened',
  async (fault, code, outcome) => {
    await control.fault({ match: { method: 'POST', path: '/2/tweets' }, fault, times: 1 })
    const failure = await send('Will it?').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Failure)
    expect(failure).toMatchObject({ data: { code }, outcome })
  },
)

test('a rate limit waits for the reset that X names', async () => {
  await control.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '429', times: 1, resetSeconds: 120 })
  const failure = await send('Later').catch((error: unknown) => error)
  const wait = failure instanceof Failure ? (failure.retryAt?.getTime() ?? 0) - Date.now() : 0
  expect(wait).toBeGreaterThan(115_000)
  expect(wait).toBeLessThan(125_000)
})

test('identical text is refused in words; on a second try after doubt it means "look again"', async () => {
  await send('Twice')
  expect(await send('Twice').catch((error: unknown) => error)).toMatchObject({
    data: { code: 'x.duplicate' },
    outcome: undefined,
  })
  expect(await send('Twice', true).catch((error: unknown) => error)).toMatchObject({
    data: { code: 'x.duplicate' },
    outcome: 'unknown',
  })
})

test('a token that X refuses is renewed once, and then the owner is asked', async () => {
  const asked: unknown[] = []
  account = xAccount.open({
    ...grant,
    async credential(options) {
      asked.push(options)
      return options?.stale === 'stale' ? grant.credential() : { kind: 'oauth2', accessToken: 'stale' }
    },
  }) as XAccount
  expect(await send('After renewal')).toMatchObject({ text: 'After renewal' })
  expect(asked.filter(Boolean)).toEqual([{ stale: 'stale' }])
  account = xAccount.open({ ...grant, credential: async () => ({ kind: 'oauth2', accessToken: 'dead' }) }) as XAccount
  expect(await send('Never').catch((error: unknown) => error)).toMatchObject({
    data: { code: 'x.unauthorized' },
    waitsForConnection: 'c1',
  })
})

test('what X would refuse of media is refused before anything is sent', async () => {
  const image = (name: string, size = 1000, type = 'image/png') => ({ id: name, name, type, size })
  const prepare = (media: ReturnType<typeof image>[]) =>
    createPost.prepare(context({ text: 'x', media })).catch((error: unknown) => error)
  const says = async (media: ReturnType<typeof image>[]) =>
    failureInEnglish(((await prepare(media)) as Failure).data, words).message
  expect(await says([image('big.png', 6 * 1024 * 1024)])).toContain('6.0 MB; X takes images up to 5 MB')
  expect(await says(['1', '2', '3', '4', '5'].map((name) => image(name)))).toContain('5 files')
  expect(await says([image('a.gif', 10, 'image/gif'), image('b.png')])).toContain('cannot be mixed')
  expect(await says([image('notes.pdf', 10, 'application/pdf')])).toContain('notes.pdf')
  expect((await control.ask<{ requests: unknown[] }>('GET', '/requests')).requests).toEqual([])
})
