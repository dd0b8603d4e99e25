import type { Database } from '@tailorbird/db/database'
import { triggers } from '@tailorbird/db/schema/flows'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Plan } from '@tailorbird/flow/node/node-type'
import { and, eq, sql } from 'drizzle-orm'
import { type Job, scheduleJob } from 'node-schedule'
import type { Logger } from 'pino'
import { runRequest } from '../../runs/start/run-request.ts'
import type { RunStarter } from '../../runs/start/run-starter.ts'
import type { VersionCache } from '../../runs/execute/version-cache.ts'
import { type ArmedTrigger, fixedParams, loadTrigger } from '../armed/armed-trigger.ts'
import { kept } from '../../words/kept.ts'

/** A fire handled later than this after its time was missed, not merely late. Milliseconds. */
const LATE_MS = 60_000
/** How often what is due is looked for, whatever the alarm does. Milliseconds. */
const SWEEP_MS = 20_000
/** Schedules that are handled together, and how long a process may take for them before another does it. */
const AT_ONCE = 500
const LEASE_SECONDS = 15

export interface ScheduleClockOptions {
  db: Database
  log: Logger
  versions: VersionCache
  starter: RunStarter
  workerId(): string
}

/** Fires schedule triggers. What is due when is told by the database, so that thousands of schedules cost nothing while
 *  they wait: node-schedule holds one alarm, for the next of them. Due rows are claimed, so that N processes share the
 *  work, and the run's event key (trigger, time) makes them start one run. */
export class ScheduleClock {
  readonly #options: ScheduleClockOptions
  #alarm: Job | undefined
  #sweep: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #isLookWanted = false
  #isStopped = false

  constructor(options: ScheduleClockOptions) {
    this.#options = options
  }

  /** Returns at once: thousands of schedules may be due, and nobody shall wait for them. */
  start() {
    void this.reset()
    this.#sweep = setInterval(() => void this.reset(), SWEEP_MS)
  }

  /** Handles what is due and sets the alarm anew. Calls that come while a look is under way lead to one more look. */
  reset(): Promise<void> {
    this.#isLookWanted = true
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined))
    return this.#looking
  }

  async stop() {
    this.#isStopped = true
    clearInterval(this.#sweep)
    await this.#looking
    this.#alarm?.cancel()
  }

  async #look() {
    while (this.#isLookWanted && !this.#isStopped) {
      this.#isLookWanted = false
      try {
        await this.#fireAllDue()
        await this.#setAlarm()
      } catch (error) {
        this.#options.log.error({ err: error }, 'the schedules could not be read')
      }
    }
  }

  async #fireAllDue() {
    const handled = new Set<string>()
    for (;;) {
      const rows = await this.#claimDue()
      const fresh = rows.filter(({ id }) => !handled.has(id))
      if (fresh.length === 0 || this.#isStopped) return
      for (const { id } of fresh) handled.add(id)
      await this.#options.versions.warm(fresh.map(({ versionId }) => versionId))
      await Promise.all(fresh.map((row) => this.#handle(row)))
    }
  }

  async #claimDue() {
    const { db, workerId } = this.#options
    const due = db
      .select({ id: triggers.id })
      .from(triggers)
      .where(
        sql`${triggers.source} = 'schedule' AND ${triggers.enabled} AND ${triggers.pausedAt} IS NULL
          AND ${triggers.nextAt} <= now() AND (${triggers.leaseUntil} IS NULL OR ${triggers.leaseUntil} < now())`,
      )
      .orderBy(triggers.nextAt)
      .limit(AT_ONCE)
      .for('update', { skipLocked: true })
    return db
      .update(triggers)
      .set({
        leaseOwner: workerId(),
        leaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
        leaseToken: sql`${triggers.leaseToken} + 1`,
      })
      .where(sql`${triggers.id} IN ${due}`)
      .returning()
  }

  async #setAlarm() {
    const next = sql<Date | null>`min(greatest(${triggers.nextAt}, ${triggers.leaseUntil}))`.mapWith(triggers.nextAt)
    const [row] = await this.#options.db
      .select({ next })
      .from(triggers)
      .where(
        sql`${triggers.source} = 'schedule' AND ${triggers.enabled} AND ${triggers.pausedAt} IS NULL AND ${triggers.nextAt} IS NOT NULL`,
      )
    this.#alarm?.cancel()
    // node-schedule sets no alarm for a time that has passed, and a time may pass while we ask.
    const at = row?.next && new Date(Math.max(row.next.getTime(), Date.now() + 50))
    this.#alarm = at ? (scheduleJob(at, () => void this.reset()) ?? undefined) : undefined
  }

  async #handle(row: ArmedTrigger['row']) {
    try {
      const armed = await loadTrigger(row, this.#options.versions)
      if (armed?.type.source === 'schedule') await this.#fireDue(armed)
    } catch (error) {
      this.#options.log.warn({ triggerId: row.id, err: error }, 'a schedule could not fire')
      // A schedule that makes no sense is left alone until it is changed; all else is tried again when the lease is over.
      if (error instanceof Failure) await this.#trouble(row, kept(error.data))
    }
  }

  async #fireDue(armed: ArmedTrigger) {
    const { row, type } = armed
    if (type.source !== 'schedule') return
    const params = fixedParams(armed, type.params)
    const plan = type.planned(params)
    // The database says that it is due; our own clock may be a little behind.
    const now = new Date(Math.max(Date.now(), row.nextAt?.getTime() ?? 0))
    const cursor = row.cursor === null ? now : new Date(row.cursor)
    const due = plan.between(cursor, now)
    const fires = chosen(due, plan.missed, now)
    const last = due.at(-1)
    await this.#options.starter.startFromTrigger(
      {
        id: row.id,
        lease_token: row.leaseToken,
        cursor: (last ?? cursor).toISOString(),
        last_at: (last ?? row.lastAt)?.toISOString() ?? null,
        next_at: plan.nextAfter(now)?.toISOString() ?? null,
      },
      fires.map((fire) => {
        const output = type.happened(params, fire)
        return runRequest(armed, { output, eventKey: fire.toISOString(), cause: 'On schedule' })
      }),
    )
  }

  async #trouble({ id, leaseToken }: ArmedTrigger['row'], trouble: string) {
    await this.#options.db
      .update(triggers)
      .set({ trouble, nextAt: null, leaseOwner: null, leaseUntil: null })
      .where(and(eq(triggers.id, id), eq(triggers.leaseToken, leaseToken)))
      .catch(() => undefined)
  }
}

/** Of the times that are due, those to run: all that are merely late, and of the missed ones what the author chose. */
function chosen(due: Date[], missed: Plan['missed'], now: Date): Date[] {
  const late = due.filter((fire) => now.getTime() - fire.getTime() <= LATE_MS)
  const before = due.slice(0, due.length - late.length)
  if (missed === 'all') return due
  const once = missed === 'once' && late.length === 0 ? before.slice(-1) : []
  return [...once, ...late]
}
