import { connect as connectDatabase } from '@tailorbird/db/database'
import { consentAttempts, connections as rows } from '@tailorbird/db/schema/connections'
import { users } from '@tailorbird/db/schema/users'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type House, startHouse } from '../../../../../test/support/house.ts'
import { type Person, refusalOf, signUp, visitor } from '../../../../../test/support/person.ts'
import { type SandboxControl, sandboxControl } from '../../../../../test/support/sandbox-control.ts'
import { connect, consent } from '../../../../../test/support/story.ts'
import { hashPassword } from '../../people/passwords.ts'

let house: House
let ola: Person
let appId: string
let control: SandboxControl
let db: ReturnType<typeof connectDatabase>

beforeAll(async () => {
  house = await startHouse()
  control = sandboxControl(house.sandboxUrl)
  ola = await signUp(house.url, house.ownerLink)
  appId = (await ola.api.xApps.createForSandbox({})).id
  db = connectDatabase(house.databaseUrl)
})
beforeEach(async () => {
  await control.clearFaults()
  await db.delete(rows)
})
afterAll(async () => {
  await db?.$client.end()
  await house?.stop()
})

const begun = async (person: Person, more: { connectionId?: string } = {}) => {
  const attempt = await person.api.connections.beginConsent({ appId, ...more })
  const start = await person.ask(attempt.startUrl)
  return { attempt, authorize: new URL(start.headers.get('location') ?? 'x:') }
}
const messageOf = async (response: Response | undefined) => /<p>(.*?)<\/p>/.exec((await response?.text()) ?? '')?.[1]
const returning = (query: Record<string, string>) => `/connections/x/callback?${new URLSearchParams(query)}`

/** Clicks "allow" at X and stops before the way back. */
async function allowed(authorize: URL, username = 'tailorbird_dev') {
  const body = new URLSearchParams([...authorize.searchParams, ['account', username], ['decision', 'approve']])
  const answer = await fetch(new URL('/i/oauth2/authorize', authorize), { method: 'POST', body, redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}

test('connects an account: PKCE, the least that is needed, an account with a face, nothing secret in sight', async () => {
  const { authorize, attempt, landed } = await consent(ola, { appId, username: 'tailorbird_dev' })
  const asked = new URL(authorize).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect(asked.get('scope')?.split(' ')).toEqual([
    'tweet.read',
    'users.read',
    'tweet.write',
    'media.write',
    'offline.access',
  ])
  expect(asked.get('redirect_uri')).toBe(`${house.url}/connections/x/callback`)
  expect(attempt).toMatchObject({ status: 'connected', message: '@tailorbird_dev is connected.' })
  expect(landed?.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(landed?.headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups')
  const [connection] = await ola.api.connections.list({})
  expect(connection).toMatchObject({
    id: attempt.connectionId,
    name: '@tailorbird_dev',
    status: 'connected',
    account: { username: 'tailorbird_dev', avatarUrl: expect.stringContaining('http') },
  })
  const [row] = await db.select().from(rows)
  expect(row?.credential.toString('latin1')).not.toContain('accessToken')
  expect(JSON.stringify(await ola.api.xApps.list({}))).not.toContain('sandbox-secret')
  expect(house.log()).not.toMatch(/code=|sandbox-secret/)
})

test('the same account again stays one connection; another one is a second', async () => {
  const first = await connect(ola, appId, 'tailorbird_dev')
  await ola.api.connections.rename({ id: first.id, name: 'Our voice' })
  expect(await connect(ola, appId, 'tailorbird_dev')).toMatchObject({ id: first.id, name: 'Our voice' })
  expect((await connect(ola, appId, 'tailorbird_hq')).id).not.toBe(first.id)
})

test('denying connects nothing and says so', async () => {
  const { attempt, landed } = await consent(ola, { appId, username: 'tailorbird_dev', decision: 'deny' })
  expect(attempt).toMatchObject({ status: 'denied', message: 'You did not allow it, so nothing was connected.' })
  expect(await messageOf(landed)).toBe('You did not allow it, so nothing was connected.')
  expect(await ola.api.connections.list({})).toEqual([])
})

test('a state that nobody began, that was used, or that is too old is refused with 403', async () => {
  expect((await ola.ask(returning({ state: 'made-up', code: 'x' }))).status).toBe(403)
  expect((await ola.ask(returning({ code: 'x' }))).status).toBe(403)
  const { back } = await consent(ola, { appId, username: 'tailorbird_dev' })
  expect((await ola.ask(back ?? '')).status).toBe(403)
  const late = await begun(ola)
  await db
    .update(consentAttempts)
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where(eq(consentAttempts.id, late.attempt.id))
  expect((await ola.ask(await allowed(late.authorize))).status).toBe(403)
  expect(await ola.api.connections.consent({ id: late.attempt.id })).toMatchObject({ status: 'expired' })
})

test('nobody can go through, see or finish the consent of somebody else', async () => {
  const { attempt, authorize } = await begun(ola)
  const back = await allowed(authorize)
  await db.insert(users).values({
    email: 'mo@example.com',
    name: 'Mo',
    role: 'member',
    passwordHash: await hashPassword('correct horse battery'),
  })
  const mo = visitor(house.url)
  await mo.api.session.signIn({ email: 'mo@example.com', password: 'correct horse battery' })
  expect((await mo.ask(attempt.startUrl)).status).toBe(404)
  expect((await refusalOf(mo.api.connections.consent({ id: attempt.id }))).status).toBe(404)
  expect((await mo.ask(back)).status).toBe(403)
  expect((await visitor(house.url).ask(back)).status).toBe(401)
  expect((await ola.ask(back)).status).toBe(200)
})

test('an expired code, a wrong secret and a fault of X: each is its own sentence, and nothing is half connected', async () => {
  const slow = await begun(ola)
  const back = await allowed(slow.authorize)
  await control.ask('POST', '/clock', { advanceSeconds: 31 })
  expect(await messageOf(await ola.ask(back))).toContain('older than 30 seconds')
  expect(await ola.api.connections.consent({ id: slow.attempt.id })).toMatchObject({ status: 'failed' })

  const app = (await ola.api.xApps.list({})).apps[0]
  if (!app) throw new Error('no app')
  const wrong = await ola.api.xApps.create({
    name: 'Wrong "secret"',
    target: 'sandbox',
    clientId: 'sandbox-client',
    clientSecret: 'oops',
    consumerKey: null,
  })
  const { attempt } = await consent(ola, { appId: wrong.id, username: 'tailorbird_dev' })
  expect(attempt).toMatchObject({ status: 'failed', message: expect.stringContaining('X app "Wrong "secret""') })

  await control.fault({ match: { path: '/2/oauth2/token' }, fault: 'html-502', times: 1 })
  expect((await consent(ola, { appId, username: 'tailorbird_dev' })).attempt.message).toContain(
    'X had a fault of its own (502)',
  )
  await control.fault({ match: { path: '/2/oauth2/token' }, fault: 'drop-before-commit', times: 1 })
  expect((await consent(ola, { appId, username: 'tailorbird_dev' })).attempt.message).toContain(
    'X could not be reached',
  )
  await control.fault({ match: { path: '/2/users/me' }, fault: '503', times: 1 })
  expect((await consent(ola, { appId, username: 'tailorbird_dev' })).attempt.message).toContain(
    'did not say whose account',
  )
  expect(await ola.api.connections.list({})).toEqual([])
})

test('reconnecting keeps the connection, refuses another account, and asks for everything it had', async () => {
  const connection = await connect(ola, appId, 'tailorbird_dev')
  await db.update(rows).set({ status: 'needs reconnect', trouble: 'X has ended it.' }).where(eq(rows.id, connection.id))
  const other = await consent(ola, { appId, username: 'tailorbird_hq', connectionId: connection.id })
  expect(other.attempt).toMatchObject({
    status: 'failed',
    message: expect.stringContaining(
      'You signed in to X as @tailorbird_hq, but this connection belongs to @tailorbird_dev.',
    ),
  })
  expect(await ola.api.connections.list({})).toMatchObject([{ id: connection.id, status: 'needs reconnect' }])
  const same = await consent(ola, { appId, username: 'tailorbird_dev', connectionId: connection.id })
  expect(new URL(same.authorize).searchParams.get('scope')).toContain('media.write')
  expect(await ola.api.connections.list({})).toMatchObject([{ id: connection.id, status: 'connected', trouble: null }])
})

test('disconnecting ends the tokens at X', async () => {
  const connection = await connect(ola, appId, 'tailorbird_dev')
  await control.ask('DELETE', '/requests')
  await ola.api.connections.remove({ id: connection.id })
  expect(
    (await control.requests()).filter(({ path, status }) => path === '/2/oauth2/revoke' && status === 200),
  ).toHaveLength(2)
  expect(await ola.api.connections.list({})).toEqual([])
})

test('an app that is in use stays, one that is not goes, and a secret that is left out stays as it is', async () => {
  const connection = await connect(ola, appId, 'tailorbird_dev')
  expect(await refusalOf(ola.api.xApps.remove({ id: appId }))).toMatchObject({
    status: 409,
    detail: expect.stringContaining('has a connection'),
  })
  const updated = await ola.api.xApps.update({
    id: appId,
    name: 'Renamed',
    target: 'sandbox',
    clientId: 'sandbox-client',
    consumerKey: 'sandbox-consumer-key',
  })
  expect(updated).toMatchObject({ name: 'Renamed', hasClientSecret: true, hasConsumerSecret: true })
  expect(await ola.api.connections.test({ id: connection.id })).toMatchObject({ ok: true })
  const spare = await ola.api.xApps.create({ name: 'Spare', target: 'x', clientId: 'abc', consumerKey: null })
  await ola.api.xApps.remove({ id: spare.id })
  const nothing = await refusalOf(
    ola.api.xApps.create({ name: 'Empty', target: 'x', clientId: null, consumerKey: null }),
  )
  expect(nothing.errors?.map(({ path }) => path)).toEqual(['clientId'])
})
