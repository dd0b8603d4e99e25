import { and, eq, sql } from 'drizzle-orm'
import { newId } from '@tailorbird/db/columns'
import type { Transaction } from '@tailorbird/db/database'
import { connections } from '@tailorbird/db/schema/connections'
import { audit } from '../audit/audit.ts'
import { inTheWay } from '../ground/refusal.ts'
import type { Vault } from '../secrets/vault.ts'
import { announceChange } from './announce-change.ts'
import type { Account } from './consent-strategy.ts'
import { type KeptCredential, sealCredential } from './kept-credential.ts'
import { said } from '../words/said.ts'

interface Connect {
  vault: Vault
  appId: string
  account: Account
  credential: KeptCredential
  scopes: string[]
  expiresAt: Date | null
  /** Set: this connection and no other gets the tokens. */
  connectionId: string | null
  userId: string
}

/** Keeps an account that has been verified. The same account of the same X app stays one connection, with its id and its name. */
export async function connectAccount(tx: Transaction, connect: Connect): Promise<string> {
  const { vault, appId, account, credential, scopes, expiresAt, userId } = connect
  // The same account in two windows at once is still one connection.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`${appId} ${account.id}`}))`)
  const before = await known(tx, connect)
  const id = before?.id ?? newId()
  const values = {
    accountId: account.id,
    accountUsername: account.username,
    accountName: account.name,
    avatarUrl: account.avatarUrl,
    scopes,
    credential: sealCredential(vault, id, credential),
    tokenVersion: (before?.tokenVersion ?? 0) + 1,
    expiresAt,
    status: 'connected' as const,
    trouble: null,
    refusals: 0,
    refreshLease: null,
    refreshLeaseUntil: null,
    checkedAt: new Date(),
  }
  if (before) await tx.update(connections).set(values).where(eq(connections.id, id))
  else
    await tx.insert(connections).values({ ...values, id, appId, kind: credential.kind, name: `@${account.username}` })
  const action = before ? 'connection.reconnected' : 'connection.connected'
  await audit(tx, { userId, action, subject: `@${account.username}`, detail: scopes.join(' ') })
  await announceChange(tx)
  return id
}

async function known(tx: Transaction, { appId, account, credential, connectionId }: Connect) {
  const same = and(
    eq(connections.appId, appId),
    eq(connections.kind, credential.kind),
    eq(connections.accountId, account.id),
  )
  const [before] = await tx
    .select()
    .from(connections)
    .where(connectionId === null ? same : eq(connections.id, connectionId))
    .for('update')
  if (before && before.accountId !== account.id) {
    throw inTheWay(
      'another-account',
      said('connection.signed-in-as-another', { found: account.username, username: before.accountUsername }),
    )
  }
  if (connectionId !== null && !before) throw inTheWay('connection-gone', said('connection.gone-meanwhile'))
  return before
}
