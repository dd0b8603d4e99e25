import { and, asc, eq, sql } from 'drizzle-orm'
import { newId } from '@tailorbird/db/columns'
import type { Database, Writer } from '@tailorbird/db/database'
import { connections, xApps } from '@tailorbird/db/schema/connections'
import type { XApp } from '@tailorbird/contract/x-apps'
import { audit } from '../audit/audit.ts'
import type { Config } from '../ground/config.ts'
import { type FieldRefusal, inTheWay, notFound, wrongFields } from '../ground/refusal.ts'
import type { Caller } from '../people/caller.ts'
import type { Vault } from '../secrets/vault.ts'
import { announceChange } from './announce-change.ts'
import { sealAppSecret } from './app-secrets.ts'
import { said } from '../words/said.ts'

/** What working on connections takes. */
export interface ConnectionDeps {
  db: Database
  vault: Vault
  config: Pick<Config, 'callbackUrl' | 'publicUrl' | 'sandboxUrl'>
}

export interface XAppInput {
  name: string
  target: 'x' | 'sandbox'
  clientId: string | null
  /** Undefined: unchanged. */
  clientSecret?: string | null | undefined
  consumerKey: string | null
  consumerSecret?: string | null | undefined
}

type AppRow = typeof xApps.$inferSelect

export async function listXApps(caller: Caller, { db, config }: ConnectionDeps): Promise<XApp[]> {
  const rows = await db
    .select()
    .from(xApps)
    .where(caller.sees('connection.view'))
    .orderBy(asc(xApps.createdAt), asc(xApps.id))
  return rows.map((row) => showXApp(row, config))
}

export async function findXApp(db: Writer, id: string): Promise<AppRow> {
  const [row] = await db.select().from(xApps).where(eq(xApps.id, id))
  if (!row) throw notFound(said('not-found.x-app'))
  return row
}

export const createXApp = (deps: ConnectionDeps, input: XAppInput, userId: string): Promise<XApp> =>
  deps.db.transaction((tx) => insertXApp(tx, deps, { input, userId }))

async function insertXApp(
  tx: Writer,
  deps: ConnectionDeps,
  { input, userId }: { input: XAppInput; userId: string },
): Promise<XApp> {
  const id = newId()
  await tx.insert(xApps).values({ id, ...checkedColumns(deps, { id, input, before: undefined }) })
  await audit(tx, { userId, action: 'x-app.created', subject: input.name })
  return showXApp(await findXApp(tx, id), deps.config)
}

export async function updateXApp(
  deps: ConnectionDeps,
  { id, ...input }: XAppInput & { id: string },
  userId: string,
): Promise<XApp> {
  return deps.db.transaction(async (tx) => {
    const before = await findXApp(tx, id)
    if (before.target !== input.target && (await countConnections(tx, id)) > 0) {
      throw inTheWay(
        'app-in-use',
        said(before.target === 'x' ? 'x-app.stays-with-x' : 'x-app.stays-with-sandbox', { app: before.name }),
      )
    }
    const [row] = await tx
      .update(xApps)
      .set(checkedColumns(deps, { id, input, before }))
      .where(eq(xApps.id, id))
      .returning()
    // What X refused was what stood there before.
    await tx
      .update(connections)
      .set({ status: 'connected', trouble: null })
      .where(and(eq(connections.appId, id), eq(connections.status, 'app refused')))
    await audit(tx, { userId, action: 'x-app.changed', subject: input.name })
    await announceChange(tx)
    return showXApp(row ?? before, deps.config)
  })
}

export async function removeXApp({ db }: ConnectionDeps, id: string, userId: string) {
  await db.transaction(async (tx) => {
    const { name } = await findXApp(tx, id)
    const count = await countConnections(tx, id)
    if (count > 0) {
      throw inTheWay(
        'app-in-use',
        count === 1 ? said('x-app.has-connection', { app: name }) : said('x-app.has-connections', { app: name, count }),
      )
    }
    await tx.delete(xApps).where(eq(xApps.id, id))
    await audit(tx, { userId, action: 'x-app.removed', subject: name })
  })
}

/** The app that the sandbox knows from the start, filled in. Asked twice, it is still one. */
export async function createXAppForSandbox(deps: ConnectionDeps, userId: string): Promise<XApp> {
  return deps.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('tailorbird sandbox app'))`)
    const [known] = await tx
      .select()
      .from(xApps)
      .where(and(eq(xApps.target, 'sandbox'), eq(xApps.clientId, SANDBOX.clientId)))
    return known ? showXApp(known, deps.config) : insertXApp(tx, deps, { input: SANDBOX, userId })
  })
}

const SANDBOX: XAppInput & { clientId: string } = {
  name: 'X sandbox',
  target: 'sandbox',
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-secret',
  consumerKey: 'sandbox-consumer-key',
  consumerSecret: 'sandbox-consumer-secret',
}

function checkedColumns(
  { vault, config }: ConnectionDeps,
  { id, input, before }: { id: string; input: XAppInput; before: AppRow | undefined },
) {
  const { name, target } = input
  const [clientId, consumerKey] = [input.clientId || null, input.consumerKey || null]
  const sealed = (
    column: 'client_secret' | 'consumer_secret',
    value: string | null | undefined,
    kept: Buffer | null | undefined,
  ) => (value === undefined ? (kept ?? null) : value ? sealAppSecret(vault, { id, column, value }) : null)
  const clientSecret = sealed('client_secret', input.clientSecret, before?.clientSecret)
  const consumerSecret = sealed('consumer_secret', input.consumerSecret, before?.consumerSecret)
  const errors: FieldRefusal[] = []
  if (target === 'sandbox' && config.sandboxUrl === undefined)
    errors.push({ path: 'target', wrong: said('x-app.no-sandbox') })
  if (!clientId && !consumerKey)
    errors.push({
      path: 'clientId',
      wrong: said('x-app.no-ids'),
    })
  if (clientSecret && !clientId) errors.push({ path: 'clientId', wrong: said('x-app.secret-without-id') })
  if (consumerKey && !consumerSecret) errors.push({ path: 'consumerSecret', wrong: said('x-app.key-without-secret') })
  if (errors.length > 0) throw wrongFields(errors)
  return { name, target, clientId, clientSecret, consumerKey, consumerSecret }
}

async function countConnections(db: Writer, appId: string) {
  const rows = await db.select({ id: connections.id }).from(connections).where(eq(connections.appId, appId))
  return rows.length
}

function showXApp(row: AppRow, { callbackUrl }: Pick<Config, 'callbackUrl'>): XApp {
  const { id, name, target, clientId, consumerKey } = row
  return {
    id,
    name,
    target,
    clientId,
    hasClientSecret: row.clientSecret !== null,
    consumerKey,
    hasConsumerSecret: row.consumerSecret !== null,
    callbackUrl,
  }
}
