import { and, eq } from 'drizzle-orm'
import { connections } from '@tailorbird/db/schema/connections'
import type { Connection, TestResult } from '@tailorbird/contract/connections'
import { Failure, type FailureData } from '@tailorbird/flow/node/failure'
import { XAccount } from '@tailorbird/nodes/x/account'
import type { z } from 'zod'
import { audit } from '../audit/audit.ts'
import { announceChange } from './announce-change.ts'
import { revokeTokens } from './ask-for-tokens.ts'
import type { Grants } from './grants.ts'
import { noConnection, showConnection } from './show-connection.ts'
import { readTokenState } from './token-state.ts'
import type { ConnectionDeps } from './x-apps.ts'
import { failureInWords } from '../words/failure-in-words.ts'
import { kept } from '../words/kept.ts'
import { said } from '../words/said.ts'

interface By {
  id: string
  userId: string
}

export async function renameConnection(
  { db, vault }: ConnectionDeps,
  { id, name, userId }: By & { name: string },
): Promise<Connection> {
  await db.transaction(async (tx) => {
    const rows = await tx
      .update(connections)
      .set({ name })
      .where(eq(connections.id, id))
      .returning({ id: connections.id })
    if (rows.length === 0) throw noConnection
    await audit(tx, { userId, action: 'connection.renamed', subject: name })
  })
  return showConnection(db, vault, id)
}

/** Asks X who this connection is, renewing the token if need be, and notes the answer. */
export async function testConnection(
  deps: ConnectionDeps,
  grants: Grants,
  id: string,
): Promise<z.infer<typeof TestResult>> {
  const { db, vault } = deps
  const before = await showConnection(db, vault, id)
  // Asked by a person, X is asked again, also with an app that it has refused.
  await db
    .update(connections)
    .set({ status: 'connected' })
    .where(and(eq(connections.id, id), eq(connections.status, 'app refused')))
  grants.forget()
  const asked = await ask(grants, before)
  await db.transaction(async (tx) => {
    await tx.update(connections).set(asked.note).where(eq(connections.id, id))
    await announceChange(tx)
  })
  grants.forget()
  const { ok, message, hint } = asked
  return { ok, message, hint, connection: await showConnection(db, vault, id) }
}

interface Asked {
  ok: boolean
  message: string
  hint: string | null
  note: Partial<typeof connections.$inferInsert>
}

async function ask(grants: Grants, { id, name, account }: Connection): Promise<Asked> {
  const checkedAt = new Date()
  try {
    const grant = await grants.ofConnection(id, name)
    const { data } = await new XAccount(grant).call('reads', (x) =>
      x.v2.me({ 'user.fields': ['profile_image_url', 'name', 'username'] }),
    )
    if (data.id !== account.id) {
      return refusedBy(
        said('connection.other-account', { found: data.username, username: account.username }),
        checkedAt,
      )
    }
    const avatarUrl = data.profile_image_url ?? null
    const note = { checkedAt, trouble: null, accountUsername: data.username, accountName: data.name, avatarUrl }
    return { ok: true, message: `X knows this connection as @${data.username}.`, hint: null, note }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return refusedBy(error.data, checkedAt)
  }
}

function refusedBy(failure: FailureData, checkedAt: Date): Asked {
  const { message, hint = null } = failureInWords(failure)
  return { ok: false, message, hint, note: { checkedAt, trouble: kept(failure) } }
}

/** Ends the tokens at X as far as X lets us, then forgets the connection. */
export async function removeConnection(deps: ConnectionDeps, { id, userId }: By) {
  const { db, vault } = deps
  const { account } = await showConnection(db, vault, id)
  await revoke(deps, id)
  await db.transaction(async (tx) => {
    await tx.delete(connections).where(eq(connections.id, id))
    await audit(tx, { userId, action: 'connection.removed', subject: `@${account.username}` })
    await announceChange(tx)
  })
}

const REVOKE_PATIENCE_MS = 5000

async function revoke({ db, vault, config }: ConnectionDeps, id: string) {
  try {
    const state = await readTokenState({ db, vault, sandboxUrl: config.sandboxUrl }, id)
    const { promise: enough, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, REVOKE_PATIENCE_MS)
    await Promise.race([revokeTokens(state), enough])
    clearTimeout(timer)
  } catch (error) {
    // What cannot be opened, or has ended already, cannot be revoked.
    if (!(error instanceof Failure)) throw error
  }
}
