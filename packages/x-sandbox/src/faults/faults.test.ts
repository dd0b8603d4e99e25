import { expect, test } from 'vitest'
import { openSandbox } from '../testing/open-sandbox.ts'

const sandbox = openSandbox()
const target = { method: 'POST', path: '/2/tweets' }

async function postWith(fault: object, text: string) {
  await sandbox.control('POST', 'faults', { match: target, times: 1, ...fault })
  const bearer = await sandbox.bearer('tailorbird_dev')
  return sandbox.call('POST', '/2/tweets', { bearer, body: { text } })
}

const texts = async () => (await sandbox.control('GET', 'posts')).posts.map((post: { written: string }) => post.written)
const lastRequest = async () => (await sandbox.control('GET', 'requests')).requests.at(-1)

test('429 names the reset, once, and the next request goes through', async () => {
  const refused = await postWith({ fault: '429', resetSeconds: 120 }, 'a')
  expect(refused.status).toBe(429)
  expect(refused.headers.get('x-rate-limit-remaining')).toBe('0')
  const seconds = Number(refused.headers.get('x-rate-limit-reset')) - Date.now() / 1000
  expect(seconds).toBeGreaterThan(118)
  expect(seconds).toBeLessThan(122)
  const bearer = await sandbox.bearer('tailorbird_dev')
  expect((await sandbox.call('POST', '/2/tweets', { bearer, body: { text: 'a' } })).status).toBe(201)
})

test('402, 403 and 503 answer with X’s bodies, 502 with a page, and nothing happens', async () => {
  expect(await postWith({ fault: '402' }, 'a')).toMatchObject({ status: 402, json: { title: 'Payment Required' } })
  expect(await postWith({ fault: '403' }, 'a')).toMatchObject({ status: 403, json: { title: 'Forbidden' } })
  expect((await postWith({ fault: 'suspended' }, 'a')).json.detail).toMatch(/^Your account is suspended/)
  expect((await postWith({ fault: 'locked' }, 'a')).json.detail).toMatch(/this account is temporarily locked/)
  expect(await postWith({ fault: '503' }, 'a')).toMatchObject({ status: 503, json: { status: 503 } })
  const edge = await postWith({ fault: 'html-502' }, 'a')
  expect(edge.status).toBe(502)
  expect(edge.text).toContain('<h1>502 Bad Gateway</h1>')
  expect(await texts()).toEqual([])
})

test('a cut connection gives no answer; the post exists only when it was cut after the commit', async () => {
  await expect(postWith({ fault: 'drop-before-commit' }, 'before')).rejects.toThrow()
  expect(await texts()).toEqual([])
  await expect(postWith({ fault: 'drop-after-commit' }, 'after')).rejects.toThrow()
  expect(await texts()).toEqual(['after'])
  const [post] = (await sandbox.control('GET', 'posts')).posts
  expect(await lastRequest()).toMatchObject({ status: null, fault: 'drop-after-commit', made: post.id })
})

test('a time-out keeps the client waiting; the post exists only after the commit', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev')
  for (const [fault, text] of [
    ['timeout-before-commit', 'before'],
    ['timeout-after-commit', 'after'],
  ]) {
    await sandbox.control('POST', 'faults', { match: target, times: 1, fault })
    const waiting = fetch(`${sandbox.url}/2/tweets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal: AbortSignal.timeout(300),
    })
    await expect(waiting).rejects.toThrow(/timeout/i)
  }
  expect(await texts()).toEqual(['after'])
})

test('slow answers late and does what it should', async () => {
  const began = performance.now()
  expect((await postWith({ fault: 'slow', delayMs: 250 }, 'slow')).status).toBe(201)
  expect(performance.now() - began).toBeGreaterThan(240)
})

test('failed media processing fails once', async () => {
  await sandbox.control('POST', 'faults', { fault: 'failed-media', times: 1 })
  const bearer = await sandbox.bearer('tailorbird_dev')
  const { tinyPng } = await import('../testing/tiny-media.ts')
  const body = { media: tinyPng().toString('base64'), media_category: 'tweet_image' }
  const { id } = (await sandbox.call('POST', '/2/media/upload', { bearer, body })).json.data
  await sandbox.control('POST', 'clock', { advanceSeconds: 5 })
  const status = await sandbox.call('GET', `/2/media/upload?media_id=${id}`, { bearer })
  expect(status.json.data.processing_info).toMatchObject({ state: 'failed', error: { name: 'InvalidMedia' } })
})

test('a fault strikes only what it matches and stands until it is taken away', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev')
  const { id } = await sandbox.control('POST', 'faults', { match: { path: '/2/users/:id/tweets' }, fault: '503' })
  const timeline = () => sandbox.call('GET', '/2/users/1614301200000000001/tweets', { bearer })
  expect((await sandbox.call('GET', '/2/users/me', { bearer })).status).toBe(200)
  expect((await timeline()).status).toBe(503)
  expect((await timeline()).status).toBe(503)
  expect((await sandbox.control('GET', 'faults')).faults).toMatchObject([{ id, hits: 2 }])
  await sandbox.control('DELETE', `faults/${id}`)
  expect((await timeline()).status).toBe(200)
})

test('the token endpoint can fail as well', async () => {
  await sandbox.control('POST', 'faults', { match: { path: '/2/oauth2/*' }, fault: '503', times: 1 })
  expect((await sandbox.call('POST', '/2/oauth2/token', { form: {} })).status).toBe(503)
  expect((await sandbox.call('POST', '/2/oauth2/token', { form: {} })).status).toBe(400)
})
