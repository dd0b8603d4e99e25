import type { Said } from '@tailorbird/flow/words/said'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@tailorbird/db/database'
import { triggers } from '@tailorbird/db/schema/flows'
import type { TriggerState } from '@tailorbird/contract/triggers'
import { isMoment } from '@tailorbird/flow/time/moment'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { audit } from '../audit/audit.ts'
import { inTheWay, wrongFields } from '../ground/refusal.ts'
import { announceTriggers } from './armed/announce-triggers.ts'
import { noTrigger, triggerState } from './trigger-states.ts'
import { kept } from '../words/kept.ts'
import { said } from '../words/said.ts'

type Row = typeof triggers.$inferSelect

interface By {
  id: string
  userId: string
}

/** Lets a trigger rest. It keeps its cursor: once resumed it goes on where it stands. */
export async function pauseTrigger(db: Database, { id, userId, by }: By & { by: string }): Promise<TriggerState> {
  await db.transaction(async (tx) => {
    await tx
      .update(triggers)
      .set({ pausedAt: new Date(), pausedWhy: kept(said('trigger.paused-by', { by })) })
      .where(and(eq(triggers.id, id), isNull(triggers.pausedAt)))
    const { flowName, environment } = await triggerState(tx, id)
    await audit(tx, { userId, action: 'trigger.paused', subject: flowName, detail: environment })
    await announceTriggers(tx)
  })
  return triggerState(db, id)
}

export async function resumeTrigger(db: Database, { id, userId }: By): Promise<TriggerState> {
  await db.transaction(async (tx) => {
    // What looks by itself looks at once; what does not has no next time and gets none.
    const nextAt = sql`CASE WHEN ${triggers.source} IN ('schedule', 'poll') OR (${triggers.source} = 'failure' AND ${triggers.cursor} IS NOT NULL) THEN now() END`
    await tx
      .update(triggers)
      .set({ pausedAt: null, pausedWhy: null, trouble: null, failures: 0, nextAt })
      .where(and(eq(triggers.id, id), isNotNull(triggers.pausedAt)))
    const { flowName, environment } = await triggerState(tx, id)
    await audit(tx, { userId, action: 'trigger.resumed', subject: flowName, detail: environment })
    await announceTriggers(tx)
  })
  return triggerState(db, id)
}

/** A look that is under way would put its own place over a new one; that long it is waited for. */
const TRIES = 20
const BETWEEN_TRIES_MS = 200

/** Says how far a trigger has looked; null lets it begin anew from now. */
export async function setCursor(
  db: Database,
  { id, userId, cursor }: By & { cursor: string | null },
): Promise<TriggerState> {
  for (let tries = 0; tries < TRIES; tries++) {
    const [row] = await db.select().from(triggers).where(eq(triggers.id, id))
    if (!row) throw noTrigger
    const moved = movedCursor(row, cursor)
    const isMoved = await db.transaction(async (tx) => {
      const [changed] = await tx
        .update(triggers)
        .set({ cursor: moved, nextAt: new Date() })
        .where(and(eq(triggers.id, id), or(isNull(triggers.leaseUntil), lt(triggers.leaseUntil, sql`now()`))))
        .returning()
      if (!changed) return false
      const { flowName, environment } = await triggerState(tx, id)
      const detail = `${environment}: ${cursor ?? 'from now on'}`
      await audit(tx, { userId, action: 'trigger.moved', subject: flowName, detail })
      await announceTriggers(tx)
      return true
    })
    if (isMoved) return triggerState(db, id)
    await sleep(BETWEEN_TRIES_MS)
  }
  throw inTheWay('trigger-busy', said('trigger.busy'))
}

function movedCursor({ type: name, source, cursor }: Row, to: string | null): string | null {
  const type = nodeType(name)
  const wrong = (why: Said) => wrongFields([{ path: 'cursor', wrong: why }])
  switch (source) {
    case 'schedule':
      if (to !== null && !isMoment(to)) throw wrong(said('cursor.moment'))
      return (to === null ? new Date() : new Date(to)).toISOString()
    case 'poll':
      if (to === null) return null
      if (!/^\d{1,19}$/.test(to)) throw wrong(said('cursor.post'))
      return type?.kind === 'trigger' && type.source === 'poll' && type.movedCursor
        ? type.movedCursor(cursor ?? undefined, to)
        : to
    default:
      throw inTheWay('no-cursor', said('cursor.none'))
  }
}
