import type { Writer } from '@tailorbird/db/database'
import { and, eq, gt } from 'drizzle-orm'
import { connections, consentAttempts } from '@tailorbird/db/schema/connections'
import type { ConsentAttempt } from '@tailorbird/contract/connections'
import { inTheWay, notFound, wrongFields } from '../ground/refusal.ts'
import { noConnection } from './show-connection.ts'
import { type ConnectionDeps, findXApp } from './x-apps.ts'
import { said } from '../words/said.ts'

export type AttemptRow = typeof consentAttempts.$inferSelect

const LIFE_MS = 10 * 60_000
/** Without these X does not even say who has signed in. */
const NEEDED = ['tweet.read', 'users.read']
/** Enough to post with images; `offline.access` lets the sign-in last. */
export const DEFAULT_SCOPES = [...NEEDED, 'tweet.write', 'media.write', 'offline.access']

interface Begin {
  appId: string
  scopes?: string[] | undefined
  /** Reconnects this one in place. */
  connectionId?: string | undefined
  userId: string
}

/** Begins a consent. A connection that is reconnected asks for what it has as well: nobody loses a right by adding one. */
export async function beginConsent(
  deps: ConnectionDeps,
  { appId, scopes = DEFAULT_SCOPES, connectionId, userId }: Begin,
): Promise<ConsentAttempt> {
  const app = await findXApp(deps.db, appId)
  if (!app.clientId) {
    throw inTheWay('app-without-keys', said('x-app.no-client-id', { app: app.name }))
  }
  const asked = new Set([...NEEDED, ...scopes, 'offline.access'])
  if (connectionId !== undefined) {
    const [connection] = await deps.db.select().from(connections).where(eq(connections.id, connectionId))
    if (!connection || connection.appId !== appId || connection.kind !== 'oauth2') throw noConnection
    for (const scope of connection.scopes) asked.add(scope)
  }
  const wrong = [...asked].find((scope) => !/^[a-z][a-z._]{1,60}$/.test(scope))
  if (wrong !== undefined)
    throw wrongFields([{ path: 'scopes', wrong: said('connection.no-scope', { scope: wrong.slice(0, 80) }) }])
  const expiresAt = new Date(Date.now() + LIFE_MS)
  const values = { appId, connectionId: connectionId ?? null, userId, scopes: [...asked], expiresAt }
  const [row] = await deps.db.insert(consentAttempts).values(values).returning()
  if (!row) throw noAttempt
  return show(deps, row)
}

/** How a consent stands, for the person who began it. */
export async function showConsent(
  deps: ConnectionDeps,
  { id, userId }: { id: string; userId: string },
): Promise<ConsentAttempt> {
  return show(deps, await findAttempt(deps.db, { id, userId }))
}

export async function findAttempt(db: Writer, { id, userId }: { id: string; userId: string }): Promise<AttemptRow> {
  const [row] = await db
    .select()
    .from(consentAttempts)
    .where(and(eq(consentAttempts.id, id), eq(consentAttempts.userId, userId)))
  if (!row) throw noAttempt
  return row
}

/** The attempt a `state` of X belongs to; undefined when it is unknown, used or too old. */
export async function attemptOfState(db: Writer, state: string): Promise<AttemptRow | undefined> {
  const open = and(
    eq(consentAttempts.state, state),
    eq(consentAttempts.status, 'waiting'),
    gt(consentAttempts.expiresAt, new Date()),
  )
  const [row] = await db.select().from(consentAttempts).where(open)
  return row
}

/** Takes the `state` out of use; true for the one who came first. */
export async function useUpState(db: Writer, { id, state }: { id: string; state: string }) {
  const rows = await db
    .update(consentAttempts)
    .set({ state: null, verifier: null })
    .where(and(eq(consentAttempts.id, id), eq(consentAttempts.state, state)))
    .returning({ id: consentAttempts.id })
  return rows.length > 0
}

export interface Outcome {
  status: 'connected' | 'denied' | 'failed'
  /** What happened and what to do. */
  message: string
  connectionId?: string
}

export async function settleAttempt(db: Writer, id: string, { status, message, connectionId }: Outcome) {
  const settled = { status, message, ...(connectionId !== undefined && { connectionId }) }
  await db
    .update(consentAttempts)
    .set(settled)
    .where(and(eq(consentAttempts.id, id), eq(consentAttempts.status, 'waiting')))
}

export const isOver = ({ status, expiresAt }: AttemptRow) => status !== 'waiting' || expiresAt.getTime() < Date.now()

function show({ config }: ConnectionDeps, row: AttemptRow): ConsentAttempt {
  const expired = row.status === 'waiting' && isOver(row)
  return {
    id: row.id,
    startUrl: `${config.publicUrl}/connections/x/start/${row.id}`,
    status: expired ? 'expired' : row.status,
    message: expired ? 'Nobody answered X within ten minutes. Begin again.' : row.message,
    connectionId: row.status === 'connected' ? row.connectionId : null,
  }
}

const noAttempt = notFound(said('not-found.consent'))
