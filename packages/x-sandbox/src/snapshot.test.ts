import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, expect, test } from 'vitest'
import { startSandbox } from './server/start-sandbox.ts'
import { tinyPng } from './testing/tiny-media.ts'

const folder = mkdtempSync(join(tmpdir(), 'x-sandbox-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function call(url: string, path: string, { body, bearer = '' }: { body?: object; bearer?: string } = {}) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` }
  const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
  return JSON.parse(await (await fetch(url + path, request)).text())
}

test('posts, pictures, messages, tokens, plans and the clock survive a restart', async () => {
  const before = await startSandbox({ port: 0, dataFolder: folder })
  const token = (await call(before.url, '/sandbox/tokens', { body: { username: 'tailorbird_dev' } })).access_token
  const media = { media: tinyPng().toString('base64'), media_category: 'tweet_image' }
  const { id } = (await call(before.url, '/2/media/upload', { body: media, bearer: token })).data
  const body = { text: 'Kept', media: { media_ids: [id] } }
  const made = await call(before.url, '/2/tweets', { body, bearer: token })
  const message = { from: 'maya_support', to: 'tailorbird_dev', text: 'Kept too' }
  await call(before.url, '/sandbox/messages', { body: message })
  await call(before.url, '/sandbox/clock', { body: { advanceSeconds: 3600 } })
  await before.close()

  const after = await startSandbox({ port: 0, dataFolder: folder })
  const { posts } = await call(after.url, '/sandbox/posts')
  expect(posts).toMatchObject([{ id: made.data.id, written: 'Kept', media: [{ id, type: 'image/png' }] }])
  expect((await fetch(posts[0].media[0].url)).status).toBe(200)
  expect((await call(after.url, '/sandbox/messages')).messages[0].text).toBe('Kept too')
  expect((await call(after.url, '/2/users/me', { bearer: token })).data.username).toBe('tailorbird_dev')
  const next = await call(after.url, '/2/tweets', { body: { text: 'Next' }, bearer: token })
  expect(BigInt(next.data.id)).toBeGreaterThan(BigInt(made.data.id))
  const again = await call(after.url, '/2/tweets', { body: { text: 'Kept' }, bearer: token })
  expect(again.detail).toContain('duplicate')
  await after.close()
})

test('a saved world that cannot be read is a sentence that says what to do', async () => {
  writeFileSync(join(folder, 'world.json'), '{"format":1,')
  await expect(startSandbox({ port: 0, dataFolder: folder })).rejects.toThrow(/Move that file away/)
})

test('a port that is taken is a sentence that says what to do', async () => {
  const first = await startSandbox({ port: 0 })
  await expect(startSandbox({ port: first.port })).rejects.toThrow(/is taken.*SANDBOX_PORT=/)
  await first.close()
})

test('a folder that cannot be written is a sentence that says what to do', async () => {
  const dataFolder = join(folder, 'world.json', 'inside-a-file')
  await expect(startSandbox({ port: 0, dataFolder })).rejects.toThrow(/cannot write to .*SANDBOX_DATA=/)
})
