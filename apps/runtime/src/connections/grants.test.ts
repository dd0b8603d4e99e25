import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'

import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '@tailorbird/db/columns'
import { type Database, connect } from '@tailorbird/db/database'
import { Listener } from '@tailorbird/db/listener'
import { aliasBindings, aliases, connections, xApps } from '@tailorbird/db/schema/connections'
import type { Credential } from '@tailorbird/flow/connection/connection-type'
import { Failure } from '@tailorbird/flow/node/failure'
import { type TestDatabase, freshDatabase } from '../../../../test/support/database.ts'
import { freePort } from '../../../../test/support/free-port.ts'
import { type Program, startProgram } from '../../../../test/support/program.ts'
import { type SandboxControl, eventually, sandboxControl } from '../../../../test/support/sandbox-control.ts'
import { Vault } from '../secrets/vault.ts'
import { failureInWords } from '../words/failure-in-words.ts'
import { bindAlias } from './aliases.ts'
import { sealAppSecret } from './app-secrets.ts'
import { Grants } from './grants.ts'
import { sealCredential } from './kept-credential.ts'
import { updateXApp } from './x-apps.ts'

const vault = new Vault(randomBytes(32))
const named = { alias: 'x_message', environment: 'development' }
const MINUTE = 60_000

let database: TestDatabase
let db: Database
let sandbox: Program
let sandboxUrl: string
let control: SandboxControl
let open: Listener[]
let connectionId: string
let aliasId: string

beforeEach(async () => {
  open = []
  const port = await freePort()
  sandbox = startProgram('packages/x-sandbox/src/main.ts', { SANDBOX_PORT: String(port) })
  await sandbox.prints(/X sandbox: http/)
  sandboxUrl = `http://127.0.0.1:${port}`
  control = sandboxControl(sandboxUrl)
  database = await freshDatabase()
  db = connect(database.url)
  const appId = newId()
  const clientSecret = sealAppSecret(vault, { id: appId, column: 'client_secret', value: 'sandbox-secret' })
  await db
    .insert(xApps)
    .values({ id: appId, name: 'Trial', target: 'sandbox', clientId: 'sandbox-client', clientSecret })
  connectionId = await connectionWith(appId, 5 * MINUTE)
  aliasId = newId()
  await db.insert(aliases).values({ id: aliasId, name: 'x_message' })
  await db.insert(aliasBindings).values({ aliasId, environment: 'development', connectionId })
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()))
  await db.$client.end()
  await database.drop()
  await sandbox.stop()
})

async function listening() {
  const listener = new Listener(database.url)
  open.push(listener)
  await listener.start()
  return listener
}

/** As another process would have it. */
async function process(with_: { vault?: Vault } = {}) {
  const listener = await listening()
  const grants = new Grants({ db, vault, sandboxUrl, listener, ...with_ })
  await eventually(() => {
    if (!listener.isListening) throw new Error('Changes are not heard yet.')
  })
  return grants
}

async function connectionWith(appId: string, leftMs: number) {
  const pair = await control.ask<{ access_token: string; refresh_token: string }>('POST', '/tokens', {
    username: 'tailorbird_dev',
  })
  const id = newId()
  const credential = sealCredential(vault, id, {
    kind: 'oauth2',
    accessToken: pair.access_token,
    refreshToken: pair.refresh_token,
  })
  const account = { accountId: '1614301200000000001', accountUsername: 'tailorbird_dev', accountName: 'Dev' }
  await db.insert(connections).values({
    id,
    name: 'Dev',
    appId,
    kind: 'oauth2',
    ...account,
    scopes: ['tweet.read'],
    credential,
    expiresAt: new Date(Date.now() + leftMs),
    status: 'connected',
  })
  return id
}

const leave = (ms: number) =>
  db
    .update(connections)
    .set({ expiresAt: new Date(Date.now() + ms) })
    .where(eq(connections.id, connectionId))
const row = async () => (await db.select().from(connections).where(eq(connections.id, connectionId)))[0]
const renewals = async () => (await control.requests()).filter(({ path }) => path === '/2/oauth2/token').length
const token = (credential: Credential) => (credential.kind === 'oauth2' ? credential.accessToken : '')

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Failure) return error
  throw new Error(`no failure: ${String(error)}`)
}

test('a token with time left is used as it is, without asking the database again', async () => {
  await leave(60 * MINUTE)
  const grants = await process()
  const grant = await grants.openGrant(named)
  const first = await grant.credential()
  let queries = 0
  const query = db.$client.query.bind(db.$client)
  Object.assign(db.$client, { query: (...given: Parameters<typeof query>) => (queries++, query(...given)) })
  for (let call = 0; call < 1000; call++) {
    const again = await grants.openGrant(named)
    expect(token(await again.credential())).toBe(token(first))
  }
  expect(queries).toBe(0)
  expect(await renewals()).toBe(0)
})

test('near its end the token is renewed once, however many processes need it at the same time', async () => {
  await leave(-MINUTE)
  const processes = await Promise.all([process(), process(), process()])
  const credentials = await Promise.all(
    processes.flatMap((grants) => Array.from({ length: 20 }, async () => (await grants.openGrant(named)).credential())),
  )
  expect(new Set(credentials.map(token)).size).toBe(1)
  expect(await renewals()).toBe(1)
  expect(await row()).toMatchObject({ tokenVersion: 2, status: 'connected', refreshLease: null })
})

test('a token that X refused is renewed, and whoever still holds the old one gets the new one', async () => {
  await leave(60 * MINUTE)
  const [one, two] = await Promise.all([process(), process()])
  const stale = token(await (await one.openGrant(named)).credential())
  const held = await two.openGrant(named)
  await held.credential()
  const renewed = await (await one.openGrant(named)).credential({ stale })
  expect(token(renewed)).not.toBe(stale)
  expect(await held.credential({ stale })).toEqual(renewed)
  expect(await renewals()).toBe(1)
})

test('while X has a fault the old token is used as long as it lasts, and the connection never ends for that', async () => {
  await control.fault({ match: { path: '/2/oauth2/token' }, fault: '503' })
  const grants = await process()
  const grant = await grants.openGrant(named)
  const good = await grant.credential()
  expect(good.kind).toBe('oauth2')
  await leave(-MINUTE)
  grants.forget()
  for (let attempt = 0; attempt < 3; attempt++) {
    const failure = await failureOf(grant.credential())
    expect(failure.data.code).toBe('connection.not-renewed')
    expect(failure.retryAt?.getTime()).toBeGreaterThan(Date.now())
  }
  expect(await row()).toMatchObject({ status: 'connected', refusals: 0, refreshLease: null })
  await control.clearFaults()
  expect(token(await grant.credential())).not.toBe(token(good))
})

test('only when X refuses the refresh token twice in a row the connection needs its owner', async () => {
  await leave(-MINUTE)
  await control.ask('POST', '/disconnect', { username: 'tailorbird_dev' })
  const grants = await process()
  const grant = await grants.openGrant(named)
  const first = await failureOf(grant.credential())
  expect(first).toMatchObject({ data: { code: 'connection.not-renewed' }, waitsForConnection: undefined })
  expect(await row()).toMatchObject({ status: 'connected', refusals: 1 })
  const second = await failureOf(grant.credential())
  expect(second).toMatchObject({ data: { code: 'connection.needs-reconnect' }, waitsForConnection: connectionId })
  expect(failureInWords(second.data).hint).toContain('Reconnect @tailorbird_dev')
  expect(await row()).toMatchObject({ status: 'needs reconnect' })
  await eventually(async () =>
    expect((await failureOf(grants.openGrant(named))).data.code).toBe('connection.needs-reconnect'),
  )
  expect(await renewals()).toBe(2)
})

test('a wrong client secret is told as such, asked about once, and all is well when it is corrected', async () => {
  const [app] = await db.select().from(xApps)
  const id = app?.id ?? ''
  const wrong = sealAppSecret(vault, { id, column: 'client_secret', value: 'wrong' })
  await db.update(xApps).set({ clientSecret: wrong })
  await leave(-MINUTE)
  const processes = await Promise.all([process(), process()])
  for (let attempt = 0; attempt < 3; attempt++) {
    for (const grants of processes) {
      const failure = await failureOf((await grants.openGrant(named)).credential())
      expect(failure).toMatchObject({ data: { code: 'x-app.misconfigured' }, waitsForConnection: connectionId })
      expect(failure.data.values).toEqual({ app: 'Trial' })
    }
  }
  expect(await row()).toMatchObject({ status: 'app refused', refusals: 0 })
  expect(await renewals()).toBe(1)

  const desk = { db, vault, config: { sandboxUrl, callbackUrl: '', publicUrl: '' } }
  const keys = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', consumerKey: null }
  await updateXApp(desk, { id, name: 'Trial', target: 'sandbox', ...keys }, newId())
  expect(await row()).toMatchObject({ status: 'connected', trouble: null })
  const [grants] = processes
  await eventually(async () => expect((await (await grants?.openGrant(named))?.credential())?.kind).toBe('oauth2'))
  expect(await renewals()).toBe(2)
})

test('new tokens that cannot be written down are kept and written until they are', async () => {
  await leave(-MINUTE)
  const grant = await (await process()).openGrant(named)
  await db.$client.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE OF credential ON connections FOR EACH ROW EXECUTE FUNCTION refuse()`)
  const asked = grant.credential()
  await eventually(async () => expect(await renewals()).toBe(1))
  // The lease has run out meanwhile, and somebody else was told that the old refresh token is no good.
  await db.update(connections).set({ refreshLeaseUntil: new Date(0) })
  expect((await failureOf((await (await process()).openGrant(named)).credential())).data.code).toMatch(/^connection\./)
  await db.$client.query('DROP TRIGGER refuse ON connections')
  const renewed = token(await asked)
  expect(await row()).toMatchObject({ tokenVersion: 2, status: 'connected', trouble: null, refusals: 0 })
  expect(token(await (await (await process()).openGrant(named)).credential())).toBe(renewed)
})

test('whoever was stopped with new tokens in hand is named as the reason why the old ones are refused', async () => {
  await leave(-MINUTE)
  await control.ask('POST', '/disconnect', { username: 'tailorbird_dev' })
  await db.update(connections).set({ refreshLease: newId(), refreshLeaseUntil: new Date(0) })
  const failure = await failureOf((await (await process()).openGrant(named)).credential())
  expect(failure).toMatchObject({ data: { code: 'connection.needs-reconnect' }, waitsForConnection: connectionId })
  expect(failureInWords(failure.data).message).toContain(
    'Tailorbird was stopped while it renewed the sign-in of @tailorbird_dev',
  )
})

test('whoever renews and dies keeps nobody waiting for long', async () => {
  await leave(-MINUTE)
  await db.update(connections).set({ refreshLease: newId(), refreshLeaseUntil: new Date(Date.now() + 700) })
  const begun = Date.now()
  await (await (await process()).openGrant(named)).credential()
  expect(Date.now() - begun).toBeGreaterThan(500)
  expect(await row()).toMatchObject({ tokenVersion: 2 })
})

test('an alias that is bound elsewhere leads there at once, in every process', async () => {
  await leave(60 * MINUTE)
  const [mine, other] = await Promise.all([process(), process()])
  expect((await other.openGrant(named)).connectionId).toBe(connectionId)
  const [app] = await db.select().from(xApps)
  const second = await connectionWith(app?.id ?? '', 60 * MINUTE)
  await bindAlias(db, { id: aliasId, environment: 'development', connectionId: second, userId: newId() })
  mine.forget()
  expect((await mine.openGrant(named)).connectionId).toBe(second)
  await eventually(async () => expect((await other.openGrant(named)).connectionId).toBe(second))
})

test('says what is missing: the alias, its binding, the connection, the key, the sandbox', async () => {
  const grants = await process()
  expect((await failureOf(grants.openGrant({ ...named, alias: 'nobody' }))).data.code).toBe('alias.gone')
  expect((await failureOf(grants.openGrant({ ...named, environment: 'production' }))).data.code).toBe('alias.unbound')
  const otherKey = await process({ vault: new Vault(randomBytes(32)) })
  expect(await failureOf(otherKey.openGrant(named))).toMatchObject({
    data: { code: 'connection.unreadable' },
    waitsForConnection: connectionId,
  })
  const noSandbox = new Grants({ db, vault, sandboxUrl: undefined, listener: await listening() })
  expect((await failureOf(noSandbox.openGrant(named))).data.code).toBe('connection.no-sandbox')
})
