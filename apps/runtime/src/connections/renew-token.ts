import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { newId } from '@tailorbird/db/columns'
import { connections } from '@tailorbird/db/schema/connections'
import { Failure } from '@tailorbird/flow/node/failure'
import { audit } from '../audit/audit.ts'
import type { Said } from '@tailorbird/flow/words/said'
import { announceChange } from './announce-change.ts'
import { type NewTokens, askForTokens, type TokenDenied } from './ask-for-tokens.ts'
import { sealCredential } from './kept-credential.ts'
import { type TokenState, type TokenStore, appRefused, needsReconnect, readTokenState } from './token-state.ts'
import { kept } from '../words/kept.ts'
import { said } from '../words/said.ts'
import { sentence } from '../words/sentence.ts'

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
    const taken = await takeLease(store, connectionId, lease)
    if (taken) {
      try {
        // Read anew under the lease: whoever had it before may have renewed already.
        const state = await readTokenState(store, connectionId)
        return needsRenewal(state, stale) ? await renew(store, state, taken) : state
      } finally {
        await releaseLease(store, connectionId, lease)
      }
    }
    const state = await readTokenState(store, connectionId)
    if (!needsRenewal(state, stale) || stillGood(state, stale)) return state
    if (Date.now() > giveUpAt) throw later(said('connection.renewing'), undefined)
    await sleep(LOOK_AGAIN_MS)
  }
}

async function renew(store: TokenStore, state: TokenState, { wasLeft }: Taken): Promise<TokenState> {
  if (state.isAppRefused) throw appRefused(state)
  if (state.refreshToken === null) throw await end(store, state, said('connection.no-offline-access'))
  const answer = await askForTokens(state, state.refreshToken)
  if ('tokens' in answer) return keepUntilKept(store, state, answer.tokens)
  throw await refused(store, state, { ...answer, wasLeft })
}

/** The former refresh token is burnt from here on, so this pair is the only one there is: as long as this process lives it
 *  is written until it is written. A failed commit may also have been a commit whose answer was lost; then the version
 *  tells. */
async function keepUntilKept(store: TokenStore, state: TokenState, tokens: NewTokens): Promise<TokenState> {
  for (let pause = 100; ; pause = Math.min(pause * 2, WRITE_AGAIN_MS)) {
    try {
      return await keep(store, state, tokens)
    } catch (error) {
      store.log?.warn({ err: error, connectionId: state.connectionId }, 'new tokens are not on disk yet; written again')
      await sleep(pause)
    }
  }
}

/** On disk before first use: a pair that is used and then lost would end the connection. */
async function keep(store: TokenStore, state: TokenState, tokens: NewTokens): Promise<TokenState> {
  const { connectionId, version } = state
  const { accessToken, expiresAt } = tokens
  const refreshToken = tokens.refreshToken ?? state.refreshToken
  const credential = sealCredential(store.vault, connectionId, { kind: 'oauth2', accessToken, refreshToken })
  const kept = await store.db.transaction(async (tx) => {
    const rows = await tx
      .update(connections)
      .set({ credential, expiresAt, tokenVersion: version + 1, refusals: 0, status: 'connected', trouble: null })
      // Not by the lease: it may have run out while the database was away, and nobody else can get a pair for this version.
      .where(and(eq(connections.id, connectionId), eq(connections.tokenVersion, version)))
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
  { refusal, detail, cause, wasLeft }: TokenDenied & Taken,
): Promise<Failure> {
  const { account, connectionId } = state
  switch (refusal) {
    case 'unreachable':
      return later(said('connection.could-not-renew', { username: account.username, detail }), cause)
    case 'app':
      await noteAppRefused(store, state)
      return appRefused(state, cause)
    case 'token': {
      if (wasLeft) {
        return end(store, state, said('connection.tokens-lost', { username: account.username }))
      }
      // Once may be an accident on X's side; twice in a row is an answer.
      if (state.refusals > 0) return end(store, state, said('connection.ended', { username: account.username }))
      await store.db
        .update(connections)
        .set({ refusals: sql`${connections.refusals} + 1` })
        .where(and(eq(connections.id, connectionId), eq(connections.tokenVersion, state.version)))
      return later(said('connection.did-not-renew', { username: account.username, detail }), cause)
    }
  }
}

/** Nothing renews any more with this app until somebody corrects it: asking X again and again would not help, and X bans
 *  apps that do. */
async function noteAppRefused({ db }: TokenStore, { app }: TokenState) {
  const trouble = kept(said('x-app.misconfigured', { app: app.name }))
  await db.transaction(async (tx) => {
    const { appId, kind, status } = connections
    await tx
      .update(connections)
      .set({ status: 'app refused', trouble })
      .where(and(eq(appId, app.id), eq(kind, 'oauth2'), eq(status, 'connected')))
    await announceChange(tx)
  })
}

/** From here on only the account's owner can help. */
async function end(store: TokenStore, { connectionId, version, account }: TokenState, why: Said): Promise<Failure> {
  const trouble = kept(why)
  await store.db.transaction(async (tx) => {
    const rows = await tx
      .update(connections)
      .set({ status: 'needs reconnect', trouble })
      .where(and(eq(connections.id, connectionId), eq(connections.tokenVersion, version)))
      .returning({ id: connections.id })
    if (rows.length === 0) return
    await audit(tx, {
      userId: null,
      action: 'connection.ended',
      subject: `@${account.username}`,
      detail: sentence(why),
    })
    await announceChange(tx)
  })
  return needsReconnect({ id: connectionId, accountUsername: account.username, trouble })
}

interface Taken {
  /** Whoever had the lease before has not given it back: it died on the way, perhaps with tokens in hand. */
  wasLeft: boolean
}

/** Takes the lease if nobody holds it, or if its holder has had it for too long. */
async function takeLease({ db }: TokenStore, connectionId: string, lease: string): Promise<Taken | undefined> {
  const { rows } = await db.execute<{ left: boolean }>(sql`
    UPDATE connections SET refresh_lease = ${lease}, refresh_lease_until = now() + ${LEASE_MS} * interval '1 millisecond'
    FROM (
      SELECT id, refresh_lease IS NOT NULL AS left FROM connections
      WHERE id = ${connectionId} AND (refresh_lease IS NULL OR refresh_lease_until < now()) FOR UPDATE) AS free
    WHERE connections.id = free.id
    RETURNING free.left`)
  return rows[0] && { wasLeft: rows[0].left }
}

async function releaseLease({ db }: TokenStore, connectionId: string, lease: string) {
  await db
    .update(connections)
    .set({ refreshLease: null, refreshLeaseUntil: null })
    .where(and(eq(connections.id, connectionId), eq(connections.refreshLease, lease)))
}

const RETRY_MS = 5000
/** The longest pause between two tries to write down a new pair. */
const WRITE_AGAIN_MS = 5000

export const later = (why: Said, cause: unknown) =>
  new Failure(said('connection.not-renewed', { why }), { retryAt: new Date(Date.now() + RETRY_MS), cause })
