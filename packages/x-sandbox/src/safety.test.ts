import { request } from 'node:http'
import { expect, test } from 'vitest'
import { openSandbox } from './testing/open-sandbox.ts'

const sandbox = openSandbox()

/** `fetch` does not let a Host header be chosen. */
function statusAt(host: string, path: string, method = 'GET'): Promise<number | undefined> {
  const { port } = new URL(sandbox.url)
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

test('each of X’s hosts has what X has there, and a stranger’s name has nothing', async () => {
  expect(await statusAt('api.x.com', '/2/users/me')).toBe(401)
  expect(await statusAt('api.x.com', '/sandbox/accounts')).toBe(404)
  expect(await statusAt('api.x.com', '/sandbox/reset', 'POST')).toBe(404)
  expect(await statusAt('x.com', '/i/oauth2/authorize')).toBe(400)
  expect(await statusAt('x.com', '/2/users/me')).toBe(404)
  expect(await statusAt('upload.x.com', '/1.1/media/upload.json', 'POST')).toBe(410)
  expect(await statusAt('rebound.example', '/sandbox/accounts')).toBe(421)
  expect(await statusAt('rebound.example:4281', '/2/users/me')).toBe(421)
  expect(await statusAt('localhost:4281', '/sandbox/accounts')).toBe(200)
})

test('pages of another origin cannot change anything', async () => {
  for (const [method, path] of [
    ['POST', '/sandbox/reset'],
    ['DELETE', '/sandbox/faults'],
    ['PUT', '/sandbox/plan'],
    ['POST', '/posts'],
    ['POST', '/reset'],
  ]) {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      const answer = await sandbox.call(method ?? '', path ?? '', { headers })
      expect([method, path, answer.status]).toEqual([method, path, 403])
    }
  }
  const own = await sandbox.call('POST', '/posts', {
    headers: { origin: sandbox.url },
    form: { username: 'maya_support', text: 'From the page' },
  })
  expect(own.status).toBe(303)
})

test('what people write is inert on every page', async () => {
  const evil = '<script>alert(1)</script> "><img src=x onerror=alert(1)> javascript:alert(1)'
  await sandbox.control('POST', 'posts', { username: 'maya_support', text: evil })
  await sandbox.control('POST', 'messages', { from: 'maya_support', to: 'tailorbird_dev', text: evil })
  for (const path of ['/', '/@maya_support', '/messages', `/requests`]) {
    const page = await sandbox.call('GET', path)
    expect(page.text).not.toContain('<script>alert')
    expect(page.text).not.toContain('<img src=x')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
  }
})

test('the log shows requests without their secrets', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev')
  await sandbox.call('GET', `/2/users/me?access_token=${bearer}`, { bearer })
  const { requests } = await sandbox.control('GET', 'requests')
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({ method: 'GET', path: '/2/users/me', status: 400, account: 'tailorbird_dev' })
  expect(JSON.stringify(requests)).not.toContain(bearer)
  expect(requests[0].at).toBeGreaterThan(Date.now() - 5000)
  expect((await sandbox.control('GET', `requests?since=${requests[0].at}`)).requests).toEqual([])
})

test('bad input to the controls is named, and a broken request never ends the sandbox', async () => {
  const wrong = await sandbox.call('POST', '/sandbox/faults', { body: { fault: 'earthquake', times: 0 } })
  expect(wrong.status).toBe(400)
  expect(wrong.json.errors.map((error: { field: string }) => error.field)).toEqual(['fault', 'times'])
  expect((await sandbox.call('POST', '/sandbox/posts', { body: { username: 'nobody', text: 'a' } })).status).toBe(404)
  expect((await sandbox.call('GET', '/%')).status).toBe(404)
  expect((await sandbox.call('GET', '/2/tweets/%ff')).status).toBe(401)
  expect((await sandbox.call('POST', '/2/oauth2/token', { body: [] })).status).toBe(400)
  const bearer = await sandbox.bearer('tailorbird_dev')
  const big = await sandbox.call('POST', '/2/tweets', { bearer, body: { text: 'a'.repeat(2_000_000) } })
  expect(big.status).toBe(413)
  expect((await sandbox.call('GET', '/sandbox/health')).json).toEqual({ ok: true })
})

test('limits are told in headers, per account, and strike with 429', async () => {
  await sandbox.control('PUT', 'limits', { method: 'POST', path: '/2/tweets', limit: 2 })
  const bearer = await sandbox.bearer('tailorbird_dev')
  const post = (text: string, as = bearer) => sandbox.call('POST', '/2/tweets', { bearer: as, body: { text } })
  expect((await post('1')).headers.get('x-rate-limit-remaining')).toBe('1')
  expect((await post('2')).headers.get('x-app-limit-24hour-remaining')).toBe('9998')
  const refused = await post('3')
  expect(refused).toMatchObject({ status: 429, json: { title: 'Too Many Requests' } })
  expect(refused.headers.get('x-rate-limit-limit')).toBe('2')
  expect((await post('3', await sandbox.bearer('maya_support'))).status).toBe(201)
  await sandbox.control('POST', 'clock', { advanceSeconds: 901 })
  expect((await post('3')).status).toBe(201)
  await sandbox.control('PUT', 'limits', { all: 1_000_000 })
  expect((await post('4')).headers.get('x-app-limit-24hour-limit')).toBe('1000000')
})
