import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { newId } from '@tailorbird/db/columns'
import { connections } from '@tailorbird/db/schema/connections'
import { Failure } from '@tailorbird/flow/node/failure'
import { audit } from '../audit/audit.ts'
import { announceChange } from './announce-change.ts'
import { type NewTokens, askForTokens, type TokenDenied } from './ask-for-tokens.ts'
import { sealCredential } from './kept-credential.ts'
import { type TokenState, type TokenStore, needsReconnect, readTokenState } from './token-state.ts'

/** Longer than X may take to answer, so that nobody takes over while we still wait. */
const LEASE_MS = 60_000
const LOOK_AGAIN_MS = 150
/** With less left, the token is renewed. */
export const RENEW_BEFORE_MS = 10 * 60_000
/** With less left, it may end on the way to X. */
const SPARE_MS = 15_000

/** Whether a token must be renewed before it is used: it is near its end, or X refused it. */
export function needsRenewal({ credential, expiresAt }: TokenState, stale: string | undefined) {
  if (credential.kind !== 'oauth2') return false
  return credential.accessToken === stale || (expiresAt !== null && expiresAt.getTime() - Date.now() < RENEW_BEFORE_MS)
}

/** Whether it may be used all the same, when it cannot be renewed just now. */
export function stillGood({ credential, expiresAt }: TokenState, stale: string | undefined) {
  const refused = credential.kind === 'oauth2' && credential.accessToken === stale
  return !refused && (expiresAt === null || expiresAt.getTime() - Date.now() > SPARE_MS)
}

/** Gets a new pair of tokens, in one process of all at a time: X's refresh tokens are good for one use.
 *  Others wait for that one and take what it got. No database connection is held while X is asked.
 *  Throws `Failure`. */
export async function renewToken(store: TokenStore, connectionId: string, stale?: string): Promise<TokenState> {
  const lease = newId()
  const giveUpAt = Date.now() + LEASE_MS + 5000
  for (;;) {
    if (await takeLease(store, connectionId, lease)) {
      try {
        // Read anew under the lease: whoever had it before may have renewed already.
        const state = await readTokenState(store, connectionId)
        return needsRenewal(state, stale) ? await renew(store, state, lease) : state
      } finally {
        await releaseLease(store, connectionId, lease)
      }
    }
    const state = await readTokenState(store, connectionId)
    if (!needsRenewal(state, stale) || stillGood(state, stale)) return state
    if (Date.now() > giveUpAt) throw later('The sign-in is being renewed and that takes very long.', undefined)
    await sleep(LOOK_AGAIN_MS)
  }
}

async function renew(store: TokenStore, state: TokenState, lease: string): Promise<TokenState> {
  if (state.refreshToken === null)
    throw await end(store, state, 'X gave no right to stay signed in (offline.access), and the sign-in has ended.')
  const answer = await askForTokens(state, state.refreshToken)
  if ('tokens' in answer) return keep(store, state, { tokens: answer.tokens, lease })
  throw await refused(store, state, answer)
}

/** On disk before first use: a pair that is used and then lost would end the connection. */
async function keep(
  store: TokenStore,
  state: TokenState,
  { tokens, lease }: { tokens: NewTokens; lease: string },
): Promise<TokenState> {
  const { connectionId, version } = state
  const { accessToken, expiresAt } = tokens
  const refreshToken = tokens.refreshToken ?? state.refreshToken
  const credential = sealCredential(store.vault, connectionId, { kind: 'oauth2', accessToken, refreshToken })
  const kept = await store.db.transaction(async (tx) => {
    const rows = await tx
      .update(connections)
      .set({ credential, expiresAt, tokenVersion: version + 1, refusals: 0, status: 'connected', trouble: null })
      .where(
        and(
          eq(connections.id, connectionId),
          eq(connections.tokenVersion, version),
          eq(connections.refreshLease, lease),
        ),
      )
      .returning({ id: connections.id })
    await announceChange(tx)
    return rows.length > 0
  })
  // Lost only to somebody who reconnected meanwhile; what they have is newer.
  if (!kept) return readTokenState(store, connectionId)
  return {
    ...state,
    credential: { kind: 'oauth2', accessToken },
    refreshToken,
    expiresAt,
    version: version + 1,
    refusals: 0,
  }
}

async function refused(
  store: TokenStore,
  state: TokenState,
  { refusal, detail, cause }: TokenDenied,
): Promise<Failure> {
  const { account, app, connectionId } = state
  switch (refusal) {
    case 'unreachable':
      return later(`X could not renew the sign-in of @${account.username} just now: ${detail}`, cause)
    case 'app':
      return new Failure({
        code: 'x-app.misconfigured',
        message: `X does not accept the client ID or client secret of the X app "${app.name}".`,
        hint: 'Correct them under Connections. The run goes on by itself afterwards.',
        waitsForConnection: connectionId,
        cause,
      })
    case 'token': {
      // Once may be an accident on X's side; twice in a row is an answer.
      if (state.refusals > 0) return end(store, state, `X has ended the sign-in of @${account.username}.`)
      await store.db
        .update(connections)
        .set({ refusals: sql`${connections.refusals} + 1` })
        .where(and(eq(connections.id, connectionId), eq(connections.tokenVersion, state.version)))
      return later(`X did not renew the sign-in of @${account.username}: ${detail}`, cause)
    }
  }
}

/** From here on only the account's owner can help. */
async function end(
  store: TokenStore,
  { connectionId, version, account }: TokenState,
  trouble: string,
): Promise<Failure> {
  await store.db.transaction(async (tx) => {
    const rows = await tx
      .update(connections)
      .set({ status: 'needs reconnect', trouble })
      .where(and(eq(connections.id, connectionId), eq(connections.tokenVersion, version)))
      .returning({ id: connections.id })
    if (rows.length === 0) return
    await audit(tx, { userId: null, action: 'connection.ended', subject: `@${account.username}`, detail: trouble })
    await announceChange(tx)
  })
  return needsReconnect({ id: connectionId, accountUsername: account.username, trouble })
}

async function takeLease({ db }: TokenStore, connectionId: string, lease: string) {
  const free = or(isNull(connections.refreshLease), lt(connections.refreshLeaseUntil, sql`now()`))
  const rows = await db
    .update(connections)
    .set({ refreshLease: lease, refreshLeaseUntil: sql`now() + ${LEASE_MS} * interval '1 millisecond'` })
    .where(and(eq(connections.id, connectionId), free))
    .returning({ id: connections.id })
  return rows.length > 0
}

async function releaseLease({ db }: TokenStore, connectionId: string, lease: string) {
  await db
    .update(connections)
    .set({ refreshLease: null, refreshLeaseUntil: null })
    .where(and(eq(connections.id, connectionId), eq(connections.refreshLease, lease)))
}

const RETRY_MS = 5000

const later = (message: string, cause: unknown) =>
  new Failure({
    code: 'connection.not-renewed',
    message,
    hint: 'It is tried again by itself.',
    retryAt: new Date(Date.now() + RETRY_MS),
    cause,
  })
