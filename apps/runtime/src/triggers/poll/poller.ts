import type { Database } from '@tailorbird/db/database'
import { triggers } from '@tailorbird/db/schema/flows'
import { resolveParams } from '@tailorbird/engine/step/resolve-params'
import type { Slot } from '@tailorbird/engine/world'
import type { Grant } from '@tailorbird/flow/connection/connection-type'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Actor, Context, Files } from '@tailorbird/flow/node/node-type'
import { failureSaid } from '@tailorbird/flow/node/failure-said'
import type { Said } from '@tailorbird/flow/words/said'
import type { Fields } from '@tailorbird/flow/fields/field'
import { connectionTypes } from '@tailorbird/nodes/catalogue'
import { and, eq, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import { within } from '../../ground/within.ts'
import { runRequest } from '../../runs/start/run-request.ts'
import type { RunStarter } from '../../runs/start/run-starter.ts'
import type { VersionCache } from '../../runs/execute/version-cache.ts'
import { type ArmedTrigger, loadTrigger } from '../armed/armed-trigger.ts'
import { ownPosts } from './own-posts.ts'
import { kept } from '../../words/kept.ts'
import { said } from '../../words/said.ts'

/** How often due looks are sought. Milliseconds. */
const TICK_MS = 500
/** Looks one process has under way at once. */
const AT_ONCE = 64
/** A look that takes longer than this may be repeated by another process; events are known by their key. Seconds. */
const LOOK_SECONDS = 120
/** How long a look may take, well within its lease: a trigger that looks for ever would be blind and seem healthy. */
const PATIENCE_MS = 90_000
const LONGEST_PAUSE_SECONDS = 900
/** After this many failures in a row a trigger pauses itself. */
const MOST_FAILURES = 20
/** Failures that no later look mends: somebody took the account away. */
const NO_CONNECTION = new Set(['alias.gone', 'alias.unbound', 'connection.gone'])

export interface PollerOptions {
  db: Database
  log: Logger
  versions: VersionCache
  starter: RunStarter
  files: Files
  workerId(): string
  /** No trigger looks more often than this, whatever it says. Seconds. */
  floorSeconds: number
  openGrant(wanted: { alias: string; environment: string }): Promise<Grant>
  /** Whether an account may be used now. */
  mayUse(actor: Actor): Promise<Slot>
}

/** Looks for what poll triggers wait for. Due triggers are claimed row by row, so that N processes share the work. */
export class Poller {
  readonly #options: PollerOptions
  readonly #looking = new Set<Promise<void>>()
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined

  constructor(options: PollerOptions) {
    this.#options = options
  }

  start() {
    this.#timer = setInterval(() => {
      this.#tick().catch((error: unknown) => this.#options.log.warn({ err: error }, 'due triggers could not be read'))
    }, TICK_MS)
  }

  async stop() {
    clearInterval(this.#timer)
    this.#abort.abort()
    await Promise.all(this.#looking)
  }

  async #tick() {
    const room = AT_ONCE - this.#looking.size
    if (room <= 0 || this.#abort.signal.aborted) return
    const { db, workerId } = this.#options
    const due = db
      .select({ id: triggers.id })
      .from(triggers)
      .where(
        sql`${triggers.source} = 'poll' AND ${triggers.enabled} AND ${triggers.pausedAt} IS NULL AND ${triggers.nextAt} <= now() AND (${triggers.leaseUntil} IS NULL OR ${triggers.leaseUntil} < now())`,
      )
      .orderBy(triggers.nextAt)
      .limit(room)
      .for('update', { skipLocked: true })
    const rows = await db
      .update(triggers)
      .set({
        leaseOwner: workerId(),
        leaseUntil: sql`now() + make_interval(secs => ${LOOK_SECONDS})`,
        leaseToken: sql`${triggers.leaseToken} + 1`,
      })
      .where(sql`${triggers.id} IN ${due}`)
      .returning()
    for (const row of rows) {
      const look = this.#look(row).finally(() => this.#looking.delete(look))
      this.#looking.add(look)
    }
  }

  async #look(row: ArmedTrigger['row']): Promise<void> {
    try {
      const armed = await loadTrigger(row, this.#options.versions)
      if (armed) await this.#poll(armed)
    } catch (error) {
      await this.#postpone(row, error).catch((again: unknown) =>
        this.#options.log.warn({ err: again }, 'a trigger could not be postponed'),
      )
    }
  }

  async #poll(armed: ArmedTrigger) {
    const { row, type, index } = armed
    const node = index.node.get(row.nodeId)
    if (type.source !== 'poll' || !node) return
    const params = resolveParams(node, type, {})
    const { context, actor } = await this.#open(type, params, row.environment)
    const access = actor ? await this.#options.mayUse(actor) : 'go'
    if (access !== 'go') return this.#wait(row, access)
    const { events, cursor } = await within(
      PATIENCE_MS,
      type.poll(context, row.cursor ?? undefined),
      () => new Failure(said('trigger.timeout', { seconds: PATIENCE_MS / 1000 })),
    )
    if (this.#abort.signal.aborted) return
    const now = new Date()
    const own = await ownPosts(this.#options.db, row.flowId, index.graph.settings, events)
    await this.#options.starter.startFromTrigger(
      {
        id: row.id,
        lease_token: row.leaseToken,
        cursor,
        last_at: now.toISOString(),
        next_at: this.#nextLook(type.interval(context.params), now).toISOString(),
      },
      events
        .filter(({ key }) => !own.has(key))
        .map(({ key, data }) => runRequest(armed, { output: data, eventKey: key, cause: type.title })),
    )
  }

  async #open({ params: fields, actsAs }: ArmedTrigger['type'], values: Record<string, unknown>, environment: string) {
    const params = { ...values }
    let actor: Actor | undefined
    for (const [name, field] of Object.entries(fields)) {
      if (field.kind !== 'alias' || typeof values[name] !== 'string') continue
      const grant = await this.#options.openGrant({ alias: values[name], environment })
      params[name] = connectionTypes.find((type) => type.name === field.opens.name)?.open(grant)
      const { id: accountId, username } = grant.account
      if (name === actsAs) actor = { connectionId: grant.connectionId, accountId, username }
    }
    const { files } = this.#options
    const context: Context<Fields> = { params, files, signal: this.#abort.signal, now: () => new Date() }
    return { context, actor }
  }

  /** Looks later: its account is held back, and that is no fault of the trigger. The cursor stays where it is. */
  async #wait({ id, leaseToken }: ArmedTrigger['row'], { until, failure }: Exclude<Slot, 'go'>) {
    const soon = Date.now() + this.#options.floorSeconds * 1000
    const nextAt = new Date(Math.max(until?.getTime() ?? 0, soon))
    await this.#options.db
      .update(triggers)
      .set({ trouble: kept(failureSaid(failure)), nextAt, leaseOwner: null, leaseUntil: null })
      .where(and(eq(triggers.id, id), eq(triggers.leaseToken, leaseToken)))
  }

  /** A little early or late, so that triggers enabled together do not look together for ever. */
  #nextLook(seconds: number, now: Date) {
    const pause = Math.max(seconds, this.#options.floorSeconds) * (0.95 + Math.random() * 0.1)
    return new Date(now.getTime() + pause * 1000)
  }

  /** The cursor stays where it is: nothing is lost, it is only later. */
  async #postpone({ id, failures, leaseToken }: ArmedTrigger['row'], error: unknown) {
    const failure = error instanceof Failure ? error : undefined
    if (!failure) this.#options.log.error({ err: error, triggerId: id }, 'a trigger broke down')
    const pause = Math.min(this.#options.floorSeconds * 2 ** Math.min(failures, 10), LONGEST_PAUSE_SECONDS)
    const nextAt = new Date(Math.max(failure?.retryAt?.getTime() ?? 0, Date.now() + pause * 1000))
    const trouble = failure ? failureSaid(failure.data) : said('trigger.faulty')
    const isOver = failures + 1 >= MOST_FAILURES || (failure && NO_CONNECTION.has(failure.data.code))
    const paused = isOver ? { pausedAt: new Date(), pausedWhy: kept(whyPaused(failures + 1, trouble)) } : {}
    await this.#options.db
      .update(triggers)
      .set({ trouble: kept(trouble), failures: failures + 1, nextAt, leaseOwner: null, leaseUntil: null, ...paused })
      .where(and(eq(triggers.id, id), eq(triggers.leaseToken, leaseToken)))
  }
}

const whyPaused = (failures: number, trouble: Said): Said =>
  failures === 1 ? said('trigger.account-gone', { trouble }) : said('trigger.kept-failing', { failures, trouble })
