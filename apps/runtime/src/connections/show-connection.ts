import type { Writer } from '@tailorbird/db/database'
import { asc, eq } from 'drizzle-orm'
import { connections, xApps } from '@tailorbird/db/schema/connections'
import type { Connection } from '@tailorbird/contract/connections'
import { notFound } from '../ground/refusal.ts'
import type { Caller } from '../people/caller.ts'
import type { Vault } from '../secrets/vault.ts'
import { connectionStatus } from './connection-status.ts'
import { saidIn } from '../words/kept.ts'
import { said } from '../words/said.ts'
import { sentence } from '../words/sentence.ts'

export async function listConnections(caller: Caller, db: Writer, vault: Vault): Promise<Connection[]> {
  const rows = await select(db)
    .where(caller.sees('connection.view'))
    .orderBy(asc(connections.createdAt), asc(connections.id))
  return rows.map((row) => show(row, vault))
}

export async function showConnection(db: Writer, vault: Vault, id: string): Promise<Connection> {
  const [row] = await select(db).where(eq(connections.id, id))
  if (!row) throw noConnection
  return show(row, vault)
}

const select = (db: Writer) =>
  db
    .select({ connection: connections, appName: xApps.name, target: xApps.target })
    .from(connections)
    .innerJoin(xApps, eq(xApps.id, connections.appId))

type Row = Awaited<ReturnType<typeof select>>[number]

function show({ connection: row, appName, target }: Row, vault: Vault): Connection {
  const { id, name, appId, kind } = row
  const status = connectionStatus(row, vault)
  return {
    id,
    name,
    appId,
    appName,
    target,
    kind,
    account: { id: row.accountId, username: row.accountUsername, name: row.accountName, avatarUrl: row.avatarUrl },
    scopes: kind === 'oauth1' ? 'all' : row.scopes,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    status,
    trouble: troubleOf(status, row.trouble),
    checkedAt: row.checkedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

function troubleOf(status: Connection['status'], trouble: string | null): string | null {
  if (status === 'unreadable') return sentence(UNREADABLE)
  return trouble && sentence(saidIn(trouble))
}

const UNREADABLE = said('connection.unreadable-now')
export const noConnection = notFound(said('not-found.connection'))
