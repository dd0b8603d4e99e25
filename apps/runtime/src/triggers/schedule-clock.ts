import type { Database } from '@tailorbird/db/database'
import { triggers } from '@tailorbird/db/schema/flows'
import type { Plan } from '@tailorbird/flow/node/node-type'
import { and, eq } from 'drizzle-orm'
import { type Job, scheduleJob } from 'node-schedule'
import type { Logger } from 'pino'
import type { RunStarter } from '../runs/run-starter.ts'
import type { VersionCache } from '../runs/version-cache.ts'
import { type ArmedTrigger, fixedParams, loadTrigger } from './armed-trigger.ts'

/** A fire handled later than this after its time was missed, not merely late. Milliseconds. */
const LATE_MS = 60_000
/** How often everything is looked through, whatever the alarms do. Milliseconds. */
const SWEEP_MS = 60_000

export interface ScheduleClockOptions {
  db: Database
  log: Logger
  versions: VersionCache
  starter: RunStarter
}

/** Fires schedule triggers. node-schedule only wakes us; what is due is told by the trigger's cursor in the database, and
 *  the run's event key (trigger, time) makes N processes start one run. */
export class ScheduleClock {
  readonly #options: ScheduleClockOptions
  #alarms: Job[] = []
  #sweep: NodeJS.Timeout | undefined
  #setting: Promise<void> = Promise.resolve()

  constructor(options: ScheduleClockOptions) {
    this.#options = options
  }

  async start() {
    await this.reset()
    this.#sweep = setInterval(() => void this.reset(), SWEEP_MS)
  }

  /** Reads the schedules anew, handles what is due and sets the alarms. */
  reset(): Promise<void> {
    this.#setting = this.#setting
      .then(() => this.#set())
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'the schedules could not be read'))
    return this.#setting
  }

  async stop() {
    clearInterval(this.#sweep)
    await this.#setting
    this.#silence()
  }

  #silence() {
    for (const alarm of this.#alarms) alarm.cancel()
    this.#alarms = []
  }

  async #set() {
    const { db, versions } = this.#options
    const rows = await db
      .select()
      .from(triggers)
      .where(and(eq(triggers.source, 'schedule'), eq(triggers.enabled, true)))
    this.#silence()
    for (const row of rows) {
      const armed = await loadTrigger(row, versions)
      if (armed) await this.#setOne(armed)
    }
  }

  async #setOne(armed: ArmedTrigger) {
    const { type, row } = armed
    if (type.source !== 'schedule') return
    const params = fixedParams(armed, type.params)
    try {
      const plan = type.planned(params)
      await this.#fireDue(armed, plan)
      // A cron string with its zone fires each planned time once across the change of the clocks; rule objects do not.
      const alarm = scheduleJob({ rule: plan.cron, tz: plan.timeZone }, () => void this.#alarm(row.id, armed, plan))
      if (alarm) this.#alarms.push(alarm)
    } catch (error) {
      await this.#trouble(row.id, error)
    }
  }

  async #alarm(id: string, armed: ArmedTrigger, plan: Plan) {
    try {
      const [row] = await this.#options.db
        .select()
        .from(triggers)
        .where(and(eq(triggers.id, id), eq(triggers.enabled, true)))
      if (row) await this.#fireDue({ ...armed, row }, plan)
    } catch (error) {
      await this.#trouble(id, error)
    }
  }

  async #fireDue(armed: ArmedTrigger, plan: Plan) {
    const { row, index, type } = armed
    if (type.source !== 'schedule') return
    const now = new Date()
    const cursor = row.cursor === null ? now : new Date(row.cursor)
    const params = fixedParams(armed, type.params)
    const due = plan.between(cursor, now)
    const fires = chosen(due, plan.missed, now)
    const last = due.at(-1)
    const next = plan.nextAfter(now)?.toISOString() ?? null
    if (!last && row.nextAt?.toISOString() === next) return
    const { flowId, versionId, environment, nodeId } = row
    await this.#options.starter.startFromTrigger(
      {
        id: row.id,
        cursor: (last ?? cursor).toISOString(),
        last_at: (last ?? row.lastAt)?.toISOString() ?? null,
        next_at: next,
      },
      fires.map((fire) => ({
        flowId,
        versionId,
        environment,
        nodeId,
        index,
        output: type.happened(params, fire),
        triggerId: row.id,
        eventKey: fire.toISOString(),
        cause: 'On schedule',
        test: false,
        guarded: false,
      })),
    )
  }

  async #trouble(id: string, error: unknown) {
    const trouble = error instanceof Error ? error.message : String(error)
    this.#options.log.warn({ triggerId: id, err: error }, 'a schedule could not fire')
    await this.#options.db
      .update(triggers)
      .set({ trouble, nextAt: null })
      .where(eq(triggers.id, id))
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
