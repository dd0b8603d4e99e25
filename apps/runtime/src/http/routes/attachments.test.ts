import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { connect } from '@tailorbird/db/database'
import { attachmentChunks, attachments } from '@tailorbird/db/schema/tables'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, startHouse } from '../../../../../test/support/house.ts'
import { OWNER, type Person, signUp } from '../../../../../test/support/person.ts'
import { png } from '../../../../../test/support/png.ts'
import { eventually } from '../../../../../test/support/sandbox-control.ts'
import { removeOrphans } from '../../tables/read-file.ts'

let house: House
let ola: Person
let db: ReturnType<typeof connect>
beforeAll(async () => {
  house = await startHouse()
  ola = await signUp(house.url, house.ownerLink)
  db = connect(house.databaseUrl)
})
afterAll(async () => {
  await db?.$client.end()
  await house?.stop()
})

const MB = 1024 * 1024
const count = async () =>
  (
    await db.execute<{ files: number; chunks: number }>(
      sql`select (select count(*)::int from ${attachments}) as files, (select count(*)::int from ${attachmentChunks}) as chunks`,
    )
  ).rows[0]
const taken = async (name: string, content: Uint8Array) => {
  const response = await ola.upload(name, content)
  expect(response.status).toBe(201)
  return (await response.json()) as { id: string; type: string; size: number; width: number | null; name: string }
}
const refused = async (name: string, content: Uint8Array) => {
  const response = await ola.upload(name, content)
  const { status, detail, errors } = (await response.json()) as {
    status: number
    detail: string
    errors: { path: string }[]
  }
  return { status, detail, path: errors[0]?.path }
}

test('gives back exactly the bytes it took, in whole and in parts', async () => {
  const content = randomBytes(3 * MB + 17)
  const { id, size, type } = await taken('noise.bin', content)
  expect({ size, type }).toEqual({ size: content.length, type: 'application/octet-stream' })
  const whole = await ola.ask(`/api/attachments/${id}/content`)
  expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true)
  expect(whole.headers.get('etag')).toBe(`"${createHash('sha256').update(content).digest('hex')}"`)
  expect(whole.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff')
  expect(whole.headers.get('content-security-policy')).toContain('sandbox')
  const part = await ola.ask(`/api/attachments/${id}/content`, { headers: { range: `bytes=${MB - 3}-${MB + 4}` } })
  expect(part.status).toBe(206)
  expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(MB - 3, MB + 5))).toBe(true)
  const wrong = await ola.ask(`/api/attachments/${id}/content`, { headers: { range: `bytes=${10 * MB}-` } })
  expect([wrong.status, wrong.headers.get('content-range')]).toEqual([416, `bytes */${content.length}`])
})

test('tells what a file is by its content, whatever its name', async () => {
  expect(await taken('picture.txt', png())).toMatchObject({ type: 'image/png', width: expect.any(Number) })
  expect(await taken('page.html', Buffer.from('<script>alert(1)</script>'))).toMatchObject({ type: 'text/plain' })
  expect(await taken('../../etc/pass\u202ewd', Buffer.from('x'))).toMatchObject({ name: 'passwd' })
  const fake = await refused('photo.png', Buffer.from('I am text.'))
  expect(fake).toMatchObject({
    status: 422,
    path: 'file',
    detail: '"photo.png" is not an image, whatever its name says: its content is text/plain. Choose another file.',
  })
  expect(await refused('empty.txt', Buffer.alloc(0))).toMatchObject({
    status: 422,
    detail: expect.stringContaining('is empty'),
  })
})

test('refuses what is too large for its kind with both sizes, and keeps nothing of it', async () => {
  const before = await count()
  expect(await refused('large.png', png({ bytes: 6 * MB }))).toMatchObject({
    status: 413,
    path: 'file',
    detail: expect.stringMatching(/6\.0 MB; X takes images up to 5 MB/),
  })
  expect(await refused('large.txt', Buffer.alloc(26 * MB, 'a'))).toMatchObject({
    status: 413,
    detail: expect.stringMatching(/26\.0 MB; .*25 MB/),
  })
  expect(await count()).toEqual(before)
})

test('an upload that breaks off leaves nothing behind', async () => {
  const before = await count()
  const signIn = await fetch(`${house.url}/api/session`)
  const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { csrfToken } = (await signIn.json()) as { csrfToken: string }
  const entered = await fetch(`${house.url}/api/session`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
    body: JSON.stringify({ email: OWNER.email, password: OWNER.password }),
  })
  const token = ((await entered.json()) as { csrfToken: string }).csrfToken
  const upload = request(`${house.url}/api/attachments`, {
    method: 'POST',
    headers: {
      cookie: entered.headers.getSetCookie()[0]?.split(';')[0] ?? '',
      'x-csrf-token': token,
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': 10 * MB,
    },
  })
  upload.on('error', () => {})
  upload.write('--b\r\ncontent-disposition: form-data; name="file"; filename="half.bin"\r\n\r\n')
  upload.write(Buffer.alloc(2 * MB, 1))
  await eventually(async () => expect((await count())?.chunks).toBeGreaterThan(before?.chunks ?? 0))
  upload.destroy()
  await eventually(async () => expect(await count()).toEqual(before))
})

test('uploads that no record was saved with are deleted after a day', async () => {
  const { id } = await taken('forgotten.txt', Buffer.from('x'))
  await removeOrphans(db)
  expect((await ola.ask(`/api/attachments/${id}/content`)).status).toBe(200)
  await db.update(attachments).set({ createdAt: new Date(Date.now() - 25 * 60 * 60_000) })
  expect(await removeOrphans(db)).toBeGreaterThan(0)
  expect((await ola.ask(`/api/attachments/${id}/content`)).status).toBe(404)
})
