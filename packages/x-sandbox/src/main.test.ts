import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('main.ts', import.meta.url))

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [program], { env: { PATH: '', ...environment } })
  const text = { out: '', error: '' }
  child.stdout.on('data', (part: Buffer) => (text.out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (text.error += part.toString()))
  const printed = async () => {
    while (!text.out.includes('\n')) await once(child.stdout, 'data')
    return text.out.trim()
  }
  return { child, text, printed, ended: once(child, 'exit').then(([code]: unknown[]) => code) }
}

test('prints one line with its address, answers there, and ends with 0 when asked to', async () => {
  const sandbox = start({ SANDBOX_PORT: '0' })
  const [, url] = /^X sandbox: (http:\/\/127\.0\.0\.1:\d+)$/.exec(await sandbox.printed()) ?? []
  expect((await fetch(`${url}/sandbox/health`)).status).toBe(200)
  const busy = start({ SANDBOX_PORT: new URL(url ?? '').port })
  expect(await busy.ended).toBe(1)
  expect(busy.text.error).toMatch(/^Port \d+ is taken\. .*SANDBOX_PORT=\d+ npm run sandbox\n$/)
  sandbox.child.kill('SIGTERM')
  expect(await sandbox.ended).toBe(0)
})

test('ends with its parent when told to', async () => {
  const sandbox = start({ SANDBOX_PORT: '0', SANDBOX_EXIT_WITH_PARENT: '1' })
  await sandbox.printed()
  sandbox.child.stdin.end()
  expect(await sandbox.ended).toBe(0)
})

test('a setting that does not fit is named', async () => {
  const sandbox = start({ SANDBOX_PORT: 'four' })
  expect(await sandbox.ended).toBe(1)
  expect(sandbox.text.error).toContain('The setting SANDBOX_PORT does not fit')
})
