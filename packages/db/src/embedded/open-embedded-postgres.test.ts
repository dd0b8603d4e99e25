import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { openEmbeddedPostgres } from './open-embedded-postgres.ts'
import type { EmbeddedPostgres } from './open-embedded-postgres.ts'

const root = process.getuid?.() === 0
/** Whether another user can reach this checkout at all: not below a folder of mode 0700. */
const forEverybody = pathsAbove(import.meta.dirname).every((folder) => statSync(folder).mode & 0o001)
if (root && !forEverybody) {
  console.warn(
    '\n!! This checkout lies in a folder that other users may not enter: two tests as an ordinary user are SKIPPED.\n',
  )
}
const open: EmbeddedPostgres[] = []
const folders: string[] = []

afterEach(async () => {
  for (const postgres of open.splice(0)) await postgres.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test('starts from nothing, on loopback only, behind a random secret of mode 0600', async () => {
  const folder = freshFolder()
  const postgres = await start(folder)
  expect(postgres.owner).toBe(true)
  expect(await ask(postgres.url, 'show listen_addresses')).toBe('127.0.0.1')
  expect(await ask(postgres.url, 'show max_connections')).toBe('200')
  expect(statSync(join(folder, 'pg18', 'secret')).mode & 0o777).toBe(0o600)
  await expect(ask(postgres.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password')
})

test('a second opening joins the server, and inherits it when the first lets go', async () => {
  const folder = freshFolder()
  const first = await start(folder)
  const second = await start(folder)
  expect(second.url).toBe(first.url)
  expect(second.owner).toBe(false)
  await first.stop()
  await expect.poll(() => second.owner, { timeout: 10_000 }).toBe(true)
  expect(await ask(second.url, 'select 1')).toBe(1)
  await second.stop()
  await expect(ask(second.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('openings at the same moment on an empty folder share one server', async () => {
  const folder = freshFolder()
  const all = await Promise.all([start(folder), start(folder), start(folder)])
  expect(new Set(all.map(({ url }) => url)).size).toBe(1)
  expect(all.filter(({ owner }) => owner)).toHaveLength(1)
})

test('restarts on the same port with its data when every process is killed', async () => {
  const folder = freshFolder()
  const postgres = await start(folder, { durable: true })
  await ask(postgres.url, 'create table kept as select 42 as answer')
  killServer(folder)
  await expect.poll(() => ask(postgres.url, 'select answer from kept').catch(() => undefined), patient).toBe(42)
  await expect.poll(() => postgres.owner).toBe(true)
})

test('a folder whose server and supervisor were killed opens again with its data', async () => {
  const folder = freshFolder()
  const child = await openElsewhere(folder, { durable: true })
  await ask(child.url, 'create table kept as select 42 as answer')
  await child.kill()
  killServer(folder)
  const postgres = await start(folder)
  expect(await ask(postgres.url, 'select answer from kept')).toBe(42)
})

test('a server whose supervisor was killed is joined and owned', async () => {
  const folder = freshFolder()
  const child = await openElsewhere(folder)
  await child.kill()
  const postgres = await start(folder)
  expect(postgres.url).toBe(child.url)
  await expect.poll(() => postgres.owner).toBe(true)
})

test('a lock file that names a stranger is no obstacle', async () => {
  const folder = freshFolder()
  await (await start(folder)).stop()
  const data = join(folder, 'pg18', 'data')
  writeFileSync(
    join(data, 'postmaster.pid'),
    [process.pid, data, 1, 1, '', '127.0.0.1', '1 1', 'ready', ''].join('\n'),
    {
      mode: 0o600,
    },
  )
  expect(await ask((await start(folder)).url, 'select 1')).toBe(1)
})

test('the next start takes the port of the last one', async () => {
  const folder = freshFolder()
  const first = await start(folder)
  await first.stop()
  expect((await start(folder)).url).toBe(first.url)
})

describe.runIf(root)('as root', () => {
  test('runs below a folder that only root may enter, and the files stay with root', async () => {
    const closed = freshFolder()
    chmodSync(closed, 0o700)
    const postgres = await start(join(closed, 'data'))
    expect(await ask(postgres.url, 'select 1')).toBe(1)
    expect(statSync(join(closed, 'data', 'pg18', 'data')).uid).toBe(0)
  })

  test.skipIf(!forEverybody)('an ordinary user runs it directly', async () => {
    const folder = freshFolder()
    chownSync(folder, 65534, 65534)
    const child = await openElsewhere(folder, { uid: 65534, gid: 65534 })
    expect(await ask(child.url, 'select 1')).toBe(1)
    expect(statSync(join(folder, 'pg18', 'data')).uid).toBe(65534)
    await child.end()
  })

  test.skipIf(!forEverybody)('an ordinary user who may not write hears what to do', async () => {
    const folder = freshFolder()
    chmodSync(folder, 0o755)
    await expect(openElsewhere(folder, { uid: 65534, gid: 65534 })).rejects.toThrow('TAILORBIRD_DATA')
  })
})

describe('says what to do', () => {
  test('about a damaged database', async () => {
    const folder = freshFolder()
    await (await start(folder)).stop()
    writeFileSync(join(folder, 'pg18', 'data', 'global', 'pg_control'), 'rubbish')
    await expect(start(folder)).rejects.toThrow('is damaged. Move that folder away')
  })

  test('about a folder of another major version', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'pg17'))
    await expect(start(folder)).rejects.toThrow('another major version')
  })

  test('about a file in the way', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'taken'), '')
    await expect(start(join(folder, 'taken'))).rejects.toThrow('A file stands where')
  })
})

const patient = { timeout: 20_000, interval: 100 }

function freshFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tailorbird-db-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

async function start(folder: string, { durable = false } = {}) {
  const postgres = await openEmbeddedPostgres({ folder, durable })
  open.push(postgres)
  return postgres
}

async function ask(url: string, query: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(query)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

function pathsAbove(folder: string): string[] {
  return folder === dirname(folder) ? [folder] : [folder, ...pathsAbove(dirname(folder))]
}

/** Kills the server of this folder and all its children, as a power cut would. */
function killServer(folder: string) {
  const pid = Number(readFileSync(join(folder, 'pg18', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
  process.kill(pid, 'SIGKILL')
  for (const child of children) {
    try {
      process.kill(child, 'SIGKILL')
    } catch {
      // It went with its parent.
    }
  }
}

/** Opens the folder in another process, which can be killed. */
async function openElsewhere(
  folder: string,
  { durable = false, ...user }: { durable?: boolean; uid?: number; gid?: number } = {},
) {
  const module = new URL('./open-embedded-postgres.ts', import.meta.url).href
  const script = `
    const { openEmbeddedPostgres } = await import(${JSON.stringify(module)})
    const postgres = await openEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, durable: ${durable} })
    console.log(postgres.url)
    process.stdin.on('end', () => postgres.stop()).resume()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { ...user, stdio: 'pipe', cwd: '/' })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const exit = once(child, 'exit')
  const first = await Promise.race([once(child.stdout, 'data'), exit.then(() => undefined)])
  if (!first) {
    await sleep(50)
    throw new Error(complaint)
  }
  return {
    url: String(first[0]).trim(),
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
    async end() {
      child.stdin.end()
      await exit
    },
  }
}
