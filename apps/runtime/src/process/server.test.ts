import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { freePort } from '../../../../test/support/free-port.ts'
import { signUp } from '../../../../test/support/person.ts'
import { graphOf, node } from '../../../../test/support/story.ts'
import { startProgram } from '../../../../test/support/program.ts'
import { eventually } from '../../../../test/support/sandbox-control.ts'

const SERVER = 'apps/runtime/src/process/server.ts'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tailorbird-server-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const settings = async (more: Record<string, string> = {}) => ({
  TAILORBIRD_PORT: String(await freePort()),
  TAILORBIRD_DATA: folder,
  ...more,
})
const linkIn = (log: string) => /welcome\?token=(\S+)/.exec(log)?.[1]

test('prints where it is, a new link at each start while there is no owner, and ends with 0 when told to', async () => {
  await using database = await freshDatabase()
  const env = await settings({ DATABASE_URL: database.url })
  const tokens = []
  for (let life = 0; life < 2; life++) {
    const server = startProgram(SERVER, env)
    const [, url] = await server.prints(/^Tailorbird: (\S+)$/m)
    expect(url).toBe(`http://127.0.0.1:${env.TAILORBIRD_PORT}`)
    await server.prints(/Create the owner account: http:\/\/127\.0\.0\.1:\d+\/welcome\?token=\S+/)
    expect((await fetch(`${url}/health`)).status).toBe(200)
    tokens.push(linkIn(server.log()))
    expect(await server.stop()).toBe(0)
  }
  expect(new Set(tokens).size).toBe(2)
})

test('goes on by itself after the database has dropped every connection', async () => {
  await using database = await freshDatabase()
  const server = startProgram(SERVER, await settings({ DATABASE_URL: database.url }))
  const [, url] = await server.prints(/^Tailorbird: (\S+)$/m)
  const client = new Client({ connectionString: database.url })
  await client.connect()
  for (let round = 0; round < 3; round++) {
    const drop =
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
    await client.query(drop)
    const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(`${url}/api/session`)))
    for (const { status } of answers) expect([200, 503]).toContain(status)
    await eventually(async () => expect((await fetch(`${url}/api/session`)).status).toBe(200))
  }
  await client.end()
  expect(await server.stop()).toBe(0)
})

test('brings its own Postgres when there is none, and stops it again', async () => {
  const server = startProgram(SERVER, await settings())
  const [, url] = await server.prints(/^Tailorbird: (\S+)$/m, 60)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  expect(await server.stop()).toBe(0)
})

test('ends in time, and stops its Postgres, while somebody else keeps it waiting for an answer', async () => {
  let asked = 0
  await using silent = createHttpServer(() => void asked++)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const server = startProgram(SERVER, await settings({ TAILORBIRD_ALLOW_HOSTS: `127.0.0.1:${port}` }))
  onTestFinished(() => server.kill9())
  const [link] = await server.prints(/http:\S+token=\S+/, 60)
  const ola = await signUp(new URL(link).origin, link)
  const graph = graphOf(
    [
      node('start', 'start.manual', {}),
      node('ask', 'data.http-request', { method: { fixed: 'POST' }, url: { fixed: `http://127.0.0.1:${port}/` } }),
    ],
    ['start -> ask'],
  )
  const { id: flowId } = await ola.api.flows.create({ name: 'Asks', draft: graph })
  await ola.api.runs.test({ flowId, graph, event: { sample: {} } })
  await eventually(async () => expect(asked).toBe(1))
  const begun = performance.now()
  expect(await server.stop(20)).toBe(0)
  expect(performance.now() - begun).toBeLessThan(20_000)
  expect(
    readdirSync(folder, { recursive: true })
      .map(String)
      .map((path) => basename(path)),
  ).not.toContain('postmaster.pid')
})

test('goes when whoever started it is gone', async () => {
  await using database = await freshDatabase()
  const env = { ...process.env, ...(await settings({ DATABASE_URL: database.url, TAILORBIRD_EXIT_WITH_PARENT: '1' })) }
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exit = once(server, 'exit')
  await once(server.stdout, 'data')
  server.stdin.end()
  expect(await exit).toEqual([0, null])
})

test.each([
  [
    'a taken port',
    async () => ({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }),
    /^Port \d+ is taken.*TAILORBIRD_PORT=\d+$/,
  ],
  ['a wrong setting', async () => ({ TAILORBIRD_LOG: 'loud' }), /^TAILORBIRD_LOG must be one of .*\.$/],
])('stops with one sentence: %s', async (name, more, sentence) => {
  const env = await settings(await more())
  const squatter = createServer()
  if (name === 'a taken port')
    await new Promise<void>((resolve) => squatter.listen(Number(env.TAILORBIRD_PORT), '127.0.0.1', resolve))
  const server = startProgram(SERVER, env)
  expect(await ended(server)).toBe(1)
  expect(server.log().trim()).toMatch(sentence)
  squatter.close()
})

test('stops with one sentence when the database cannot be used, without its password', async () => {
  const port = await freePort()
  const server = startProgram(
    SERVER,
    await settings({ DATABASE_URL: `postgres://ann:hunter2@127.0.0.1:${port}/flows` }),
  )
  expect(await ended(server)).toBe(1)
  expect(server.log().trim()).toMatch(/^The database flows at 127\.0\.0\.1:\d+ cannot be used: .*Check DATABASE_URL\.$/)
  expect(server.log()).not.toContain('hunter2')
})

/** Its exit code, once it has ended by itself. */
async function ended(server: ReturnType<typeof startProgram>) {
  await server.prints(/\n$/)
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return server.stop()
}
