import { request } from 'node:http'
import { connect } from '@tailorbird/db/database'
import { sessions } from '@tailorbird/db/schema/sessions'
import { auditLog } from '@tailorbird/db/schema/users'
import { contract } from '@tailorbird/contract/contract'
import { ProblemBody } from '@tailorbird/contract/problem-body'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, startHouse } from '../../../../../test/support/house.ts'
import { OWNER, type Person, refusalOf, signUp, visitor } from '../../../../../test/support/person.ts'

let house: House
let ola: Person
const json = { 'content-type': 'application/json' }
const somebody = '01900000-0000-7000-8000-000000000000'

beforeAll(async () => {
  house = await startHouse()
  ola = await signUp(house.url, house.ownerLink)
})
afterAll(() => house?.stop())

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const body = ProblemBody.parse(await response.json())
  expect(body.status).toBe(response.status)
  return body
}

test('the link makes one owner and then nothing any more', async () => {
  const token = new URL(house.ownerLink ?? '').searchParams.get('token') ?? ''
  const second = await refusalOf(
    visitor(house.url).api.session.createOwner({ token, ...OWNER, email: 'eve@example.com' }),
  )
  expect(second).toMatchObject({ status: 403, type: 'tailorbird:owner-link-refused' })
  const guess = await refusalOf(
    visitor(house.url).api.session.createOwner({ token: 'guess', ...OWNER, email: 'eve@example.com' }),
  )
  expect(guess.status).toBe(403)
  expect(await visitor(house.url).api.session.get({})).toMatchObject({ user: null, needsOwner: false })
})

test('without signing in, nothing of the contract can be used but the session', async () => {
  const stranger = visitor(house.url)
  for (const [group, procedures] of Object.entries(contract)) {
    if (group === 'session') continue
    for (const procedure of Object.values(procedures)) {
      const { method = 'POST', path = '' } = procedure['~orpc'].route
      const body = method === 'GET' ? {} : { headers: json, body: '{}' }
      const response = await stranger.ask(
        `/api${path.replace(/\{environment\}/g, 'development').replace(/\{[^}]+\}/g, somebody)}`,
        { method, ...body },
      )
      expect({ path, status: response.status }).toEqual({ path, status: 401 })
    }
  }
  for (const path of [
    `/api/attachments/${somebody}/content`,
    `/api/runs/${somebody}/events`,
    '/api/openapi.json',
    '/api',
  ]) {
    expect((await stranger.ask(path)).status).toBe(401)
  }
  expect((await stranger.upload('a.txt', Buffer.from('a'))).status).toBe(401)
})

test('signing in gives a new session and a new token, and signing out ends it on the server', async () => {
  const before = await fetch(`${house.url}/api/session`)
  const planted = before.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const { csrfToken } = (await before.json()) as { csrfToken: string }
  const signedIn = await fetch(`${house.url}/api/session`, {
    method: 'POST',
    headers: { ...json, cookie: planted, 'x-csrf-token': csrfToken },
    body: JSON.stringify({ email: OWNER.email.toUpperCase(), password: OWNER.password }),
  })
  expect(signedIn.status).toBe(200)
  const set = signedIn.headers.getSetCookie()[0] ?? ''
  expect(set).toMatch(/HttpOnly/)
  expect(set).toMatch(/SameSite=Lax/)
  const cookie = set.split(';')[0] ?? ''
  expect(cookie).not.toBe(planted)
  expect((await fetch(`${house.url}/api/flows`, { headers: { cookie: planted } })).status).toBe(401)
  expect((await fetch(`${house.url}/api/flows`, { headers: { cookie } })).status).toBe(200)
  const token = ((await signedIn.json()) as { csrfToken: string }).csrfToken
  expect(token).not.toBe(csrfToken)
  await fetch(`${house.url}/api/session`, { method: 'DELETE', headers: { cookie, 'x-csrf-token': token } })
  expect((await fetch(`${house.url}/api/flows`, { headers: { cookie } })).status).toBe(401)
})

test('changes nothing without the token, or for another website', async () => {
  const tables = () => ola.api.tables.list({})
  const before = await tables()
  const body = JSON.stringify({ name: 'Evil', fields: [{ key: 'a', label: 'A', kind: 'text' }] })
  const attempts: Record<string, string>[] = [
    { 'x-csrf-token': 'wrong' },
    { 'x-csrf-token': '' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of attempts.slice(0, 2)) {
    expect(
      (await problemOf(await ola.ask('/api/tables', { method: 'POST', headers: { ...json, ...headers }, body })))
        .status,
    ).toBe(403)
  }
  const { csrfToken } = await ola.api.session.get({})
  for (const headers of attempts.slice(2))
    expect(await raw('POST', '/api/tables', { ...json, 'x-csrf-token': csrfToken, ...headers }, body)).toBe(403)
  expect(await tables()).toEqual(before)
})

/** As no browser and no fetch would let us. */
function raw(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, house.url), { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

test('answers under its own names only', async () => {
  expect(await raw('GET', '/api/session', { host: 'evil.example' })).toBe(403)
  expect(await raw('GET', '/', { host: 'evil.example:4280' })).toBe(403)
  expect(await raw('GET', '/health', { host: `localhost:${new URL(house.url).port}` })).toBe(200)
})

test('what is wrong with a request is told in its fields, and is never a fault of ours', async () => {
  const long = await problemOf(
    await ola.ask('/api/flows', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ name: 'x'.repeat(121), draft: 7 }),
    }),
  )
  expect(long).toMatchObject({
    status: 400,
    errors: [
      { path: 'name', message: 'At most 120 characters.' },
      { path: 'draft', message: '"draft" must be an object.' },
    ],
  })
  const missing = await problemOf(await ola.ask('/api/flows', { method: 'POST', headers: json, body: '{}' }))
  expect(missing.errors).toEqual([
    { path: 'name', message: '"name" is missing.', code: 'input.missing', values: { path: 'name' } },
  ])
  const cases: [number, string, RequestInit][] = [
    [400, '/api/flows', { method: 'POST', headers: json, body: '{"name": ' }],
    [400, '/api/flows', { method: 'POST', headers: json, body: '[]' }],
    [400, '/api/flows', { method: 'POST', headers: json, body: 'null' }],
    [400, '/api/flows', { method: 'POST', headers: json, body: '{"name":"nul \\u0000"}' }],
    [400, '/api/flows', { method: 'POST', headers: json, body: '{"name":"half \\ud83d"}' }],
    [400, '/api/flows/%00', {}],
    [400, '/api/runs?environment=%00', {}],
    [400, '/api/records/7', {}],
    [413, '/api/flows', { method: 'POST', headers: json, body: JSON.stringify({ name: 'x'.repeat(13_000_000) }) }],
    [
      400,
      '/api/flows',
      { method: 'POST', headers: json, body: `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
    ],
    [413, '/api/tables', { method: 'POST', headers: json, body: JSON.stringify({ name: 'x'.repeat(3_000_000) }) }],
    [400, '/api/flows', { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: '{"name":"a"}' }],
    [400, '/api/flows', { method: 'POST', headers: { ...json, 'content-encoding': 'br' }, body: '{"name":"a"}' }],
    [415, '/api/flows', { method: 'POST', headers: { ...json, 'content-encoding': 'rot13' }, body: '{"name":"a"}' }],
    [415, '/api/flows', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'hello' }],
    [415, '/api/attachments', { method: 'POST', headers: json, body: '{}' }],
    [405, '/api/flows', { method: 'DELETE' }],
    [404, '/api/nowhere', {}],
    [404, `/api/flows/${somebody}`, {}],
    [404, `/api/attachments/${somebody}/content`, {}],
  ]
  for (const [status, path, init] of cases) {
    const body = await problemOf(await ola.ask(path, init))
    expect({ path, status: body.status, detail: body.detail }).toEqual({
      path,
      status,
      detail: expect.stringMatching(/\.$/),
    })
  }
})

test('of whoever has not signed in, little is read', async () => {
  const stranger = visitor(house.url)
  const body = JSON.stringify({ email: 'x'.repeat(17_000), password: 'y' })
  expect((await stranger.ask('/api/session', { method: 'POST', headers: json, body })).status).toBe(413)
  // Refused for who asks, without a look at what is sent.
  const deep = '['.repeat(6_000_000)
  expect((await stranger.ask('/api/flows', { method: 'POST', headers: json, body: deep })).status).toBe(401)
})

test('credentials in an address sign nobody in', async () => {
  const { email, password } = OWNER
  const address = `/api/session?${new URLSearchParams({ email, password })}`
  const body = JSON.stringify({ email: '', password: '' })
  const stranger = visitor(house.url)
  const { type } = await problemOf(await stranger.ask(address, { method: 'POST', headers: json, body }))
  expect(type).toBe('tailorbird:credentials-in-address')
  expect(await stranger.api.session.get({})).toMatchObject({ user: null })
})

test('describes itself: OpenAPI, a page to read, health, metrics', async () => {
  const api = (await (await ola.ask('/api/openapi.json')).json()) as { openapi: string; paths: object }
  expect(api.openapi).toMatch(/^3\.1/)
  expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/flows/{id}/draft', '/tables/{tableId}/records']))
  expect(await (await ola.ask('/api')).text()).toContain('/flows/{id}/draft')
  expect(await (await fetch(`${house.url}/health`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${house.url}/metrics`)).text()).toContain('tailorbird_request_seconds_bucket')
})

test('pages carry headers that keep others out, and are under one name', async () => {
  const page = await fetch(`${house.url}/flows/anything`)
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain(house.sandboxUrl)
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect(page.headers.get('x-powered-by')).toBeNull()
  const other = await fetch(`${house.url.replace('127.0.0.1', 'localhost')}/welcome?token=x`, { redirect: 'manual' })
  expect([other.status, other.headers.get('location')]).toEqual([302, `${house.url}/welcome?token=x`])
})

test('what is no page carries only the headers that count for it', async () => {
  const answer = await ola.ask('/api/flows')
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'")
  // Files answer alike whether they are there or not; the bundle need not have been made for this.
  const file = await fetch(`${house.url}/assets/missing.js`)
  expect(file.headers.get('content-security-policy')).toBeNull()
  for (const { headers } of [answer, file]) {
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect([...headers.keys()].length).toBeLessThan(14)
  }
  for (const path of ['/api', `/api/attachments/${somebody}/content`, '/assets/missing.html'])
    expect((await ola.ask(path)).headers.get('content-security-policy')).toContain("script-src 'self'")
})

test('long answers are compressed', async () => {
  const packed = await ola.ask('/api/catalogue', { headers: { 'accept-encoding': 'br' } })
  expect(packed.headers.get('content-encoding')).toBe('br')
  expect(await packed.json()).toEqual(await ola.api.catalogue.list({}))
})

test('guessing passwords is slowed down, even with the right one among the guesses', async () => {
  const statuses = []
  for (let guess = 0; guess < 12; guess++) {
    const stranger = visitor(house.url)
    statuses.push(
      (await refusalOf(stranger.api.session.signIn({ email: 'victim@example.com', password: `guess ${guess}` })))
        .status,
    )
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
  expect(statuses.slice(10)).toEqual([429, 429])
  const db = connect(house.databaseUrl)
  const actions = (await db.select().from(auditLog)).map(({ action }) => action)
  expect(actions).toContain('owner.created')
  expect(actions).toContain('session.signed-in')
  expect(JSON.stringify(await db.select().from(sessions))).not.toContain(OWNER.password)
  await db.$client.end()
  expect(house.log()).not.toContain(OWNER.password)
})

test('requests at the same time agree on the token', async () => {
  for (let round = 0; round < 5; round++) {
    const mo = visitor(house.url)
    await mo.api.session.signIn({ email: OWNER.email, password: OWNER.password })
    const tokens = await Promise.all(Array.from({ length: 8 }, async () => (await mo.api.session.get({})).csrfToken))
    expect(new Set(tokens).size).toBe(1)
    expect(await mo.api.tables.list({})).toEqual([])
  }
})
