import { newId } from '@tailorbird/db/columns'
import type { Logger } from 'pino'
import type { Pool } from 'pg'
import { reclaimFromDead, reclaimOrphaned } from '../store/reclaim-runs.ts'
import { isAlive, thisPlace } from './worker-identity.ts'

const BEAT_MS = 1_000
/** A process silent for this long is dead: long enough for a stalled event loop, short enough for people. */
const DEAD_AFTER_SECONDS = 6

export interface HeartbeatOptions {
  pool: Pool
  log: Logger
  /** What graphile-worker calls the workers of this process. */
  queueIds: ReadonlySet<string>
  /** This process was taken for dead and must let go of everything it holds. */
  onDeclaredDead(): void
  /** Called at each beat: what was said to the runs of this process and was not heard is read then. */
  onBeat(): Promise<void>
}

/** Says that this process lives, and takes over the runs of those that no longer say so. */
export class Heartbeat {
  /** Changes when the process was declared dead and begins anew. */
  workerId = newId()
  readonly #options: HeartbeatOptions
  readonly #place = thisPlace()
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()

  constructor(options: HeartbeatOptions) {
    this.#options = options
  }

  async start() {
    await this.#register(this.workerId)
    await this.#reclaim()
    this.#timer = setInterval(() => {
      this.#beating = this.#beat().catch((error: unknown) => this.#options.log.warn({ err: error }, 'heartbeat failed'))
    }, BEAT_MS)
  }

  /** Leaves in order: what is still held is taken over by others at once, or, without `letGo`, when this process has gone. */
  async stop({ letGo = true } = {}) {
    clearInterval(this.#timer)
    await this.#beating
    if (letGo) await reclaimFromDead(this.#options.pool, [this.workerId])
  }

  /** Says at once what is otherwise said at the next beat, such as new names of queue workers. */
  async beat() {
    await this.#beat()
  }

  async #register(workerId: string) {
    await this.#options.pool.query(
      'INSERT INTO workers (id, host, pid, started_at, beat_at, queue_ids) VALUES ($1, $2, $3, now(), now(), $4)',
      [workerId, this.#place, process.pid, [...this.#options.queueIds]],
    )
  }

  async #beat() {
    const { pool, queueIds, onBeat, onDeclaredDead } = this.#options
    const { rowCount } = await pool.query('UPDATE workers SET beat_at = now(), queue_ids = $2 WHERE id = $1', [
      this.workerId,
      [...queueIds],
    ])
    if (rowCount === 0) {
      onDeclaredDead()
      // Known before it holds anything: a run held by nobody who is known is taken for an orphan.
      const next = newId()
      await this.#register(next)
      this.workerId = next
    }
    await onBeat()
    await this.#reclaim()
  }

  async #reclaim() {
    const { pool, log } = this.#options
    const { rows } = await pool.query<{ id: string; host: string; pid: number; silent: boolean }>(
      `SELECT id, host, pid, beat_at < now() - make_interval(secs => $2) AS silent FROM workers WHERE id <> $1`,
      [this.workerId, DEAD_AFTER_SECONDS],
    )
    const orphaned = await reclaimOrphaned(pool)
    if (orphaned > 0) log.warn({ runs: orphaned }, 'reclaimed runs that a dead process had stored last')
    const dead = rows.filter(({ host, pid, silent }) => silent || (host === this.#place && !isAlive(pid)))
    if (dead.length === 0) return
    const reclaimed = await reclaimFromDead(
      pool,
      dead.map(({ id }) => id),
    )
    log.warn({ workers: dead.length, runs: reclaimed }, 'reclaimed the runs of a process that has died')
  }
}
