import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@tailorbird/db/database'
import type { Logger } from 'pino'
import type { Lease } from '../store/pending.ts'
import { LeaseLost } from '../store/lease-lost.ts'
import { ClaimBatches } from './claim-batches.ts'
import { readMessages } from '../wake/read-messages.ts'
import { type ClaimedRun, type ExecuteDeps, executeRun } from './execute-run.ts'
import { RunMailbox } from './run-mailbox.ts'
import { StopSignal } from './stop-signal.ts'
import type { VersionCache } from './version-cache.ts'

export interface ActiveRunsDeps extends ExecuteDeps {
  db: Database
  versions: VersionCache
  log: Logger
  workerId(): string
  /** How many runs this process executes at the same time. */
  concurrency: number
}

interface ActiveRun {
  stop: StopSignal
  mailbox: RunMailbox
  done: Promise<void>
}

/** The runs that this process holds: those it executes, those that wait for their turn here, and those it is claiming.
 *  Each has a stop signal from the first moment, so that a stop is never said to nobody. */
export class ActiveRuns {
  readonly #deps: ActiveRunsDeps
  readonly #executing = new Map<string, ActiveRun>()
  /** Runs that are being claimed, or wait until those before them have rested. */
  readonly #upcoming = new Map<string, StopSignal>()
  /** The last run of each sequence of runs that are executed one after the other. */
  readonly #sequences = new Map<string, Promise<void>>()
  /** Runs for which a place is kept until they are stored or claimed. */
  #reserved = 0
  #draining = false
  /** Resolves when there may be capacity again: a run has ended, or a reservation is over. */
  #freed = Promise.withResolvers<void>()
  readonly #claims: ClaimBatches

  constructor(deps: ActiveRunsDeps) {
    this.#deps = deps
    this.#claims = new ClaimBatches({
      ...deps,
      claimed: (run, isStopped) => void this.execute(run, isStopped),
      failed: (held, error) => void this.#requeue(held, error),
    })
  }

  /** Whether a run that is created now may be executed here without passing through the queue. */
  get hasCapacity() {
    return !this.#draining && this.#executing.size + this.#reserved < this.#deps.concurrency
  }

  /** Keeps places for so many runs while they are stored. */
  async reserve<T>(count: number, work: () => Promise<T>): Promise<T> {
    this.#reserved += count
    try {
      return await work()
    } finally {
      this.#reserved -= count
      this.#tellFreed()
    }
  }

  has(runId: string) {
    return this.#executing.has(runId) || this.#upcoming.has(runId)
  }

  /** Reads what was said to the runs here: those that somebody has stopped are stopped, and waiting steps of busy runs
   *  look again. Called at each beat, so that nothing depends on a notification. */
  async readMessages(): Promise<void> {
    const ids = [...this.#executing.keys(), ...this.#upcoming.keys()]
    for (const [runId, { isStopped, messages }] of await readMessages(this.#deps.db, ids)) {
      if (isStopped) this.stop(runId)
      this.#executing.get(runId)?.mailbox.put(messages)
    }
  }

  /** Executes runs that are held already one after the other, each begun when the one before has ended or is parked. What
   *  shares a `sequence` keeps its order across calls. */
  executeInTurn(sequence: string, runs: readonly ClaimedRun[]) {
    for (const { id } of runs) this.#upcoming.set(id, new StopSignal())
    const last = runs.reduce(
      (before, run) => before.then(() => this.execute(run)),
      this.#sequences.get(sequence) ?? Promise.resolve(),
    )
    this.#sequences.set(sequence, last)
    void last.then(() => this.#sequences.get(sequence) === last && this.#sequences.delete(sequence))
  }

  /** Executes a run that is held already. Resolves when it has ended, is parked, or has left this process. */
  execute(run: ClaimedRun, isStopped = false): Promise<void> {
    const stop = this.#upcoming.get(run.id) ?? new StopSignal()
    this.#upcoming.delete(run.id)
    if (isStopped) stop.cancel()
    if (this.#draining) stop.drain()
    const mailbox = new RunMailbox(run.heard?.numbers)
    const active: ActiveRun = {
      stop,
      mailbox,
      done: executeRun({ ...run, mailbox }, this.#deps, stop)
        .then(
          () => undefined,
          (error: unknown) => this.#requeue(run, error),
        )
        .finally(() => {
          // The run may have been claimed again while we were still waking those who wait for it.
          if (this.#executing.get(run.id) === active) this.#executing.delete(run.id)
          this.#tellFreed()
        }),
    }
    this.#executing.set(run.id, active)
    return active.done
  }

  /** Claims a run that nobody holds and executes it. Does nothing when it is held, has ended, or is not due. */
  async claim(runId: string): Promise<void> {
    while (!this.hasCapacity && !this.#draining) await this.#freed.promise
    if (this.#draining) throw new Error('This process is going down; another takes the run.')
    const stop = this.#upcoming.get(runId) ?? new StopSignal()
    this.#upcoming.set(runId, stop)
    try {
      await this.reserve(1, () => this.#claims.claim(runId))
    } finally {
      if (this.#upcoming.get(runId) === stop) this.#upcoming.delete(runId)
    }
  }

  /** Stops a run that is held here: nothing new begins, reads are broken off, a post on its way may arrive. */
  stop(runId: string) {
    this.#upcoming.get(runId)?.cancel()
    this.#executing.get(runId)?.stop.cancel()
  }

  /** Lets go of everything without writing: this process was taken for dead, and its leases are not its own any more. */
  abandon() {
    for (const { stop } of this.#executing.values()) stop.lose()
    for (const stop of this.#upcoming.values()) stop.lose()
  }

  /** Begins nothing new and waits until every run has come to a point where another process can go on. */
  async drain() {
    this.#draining = true
    for (const { stop } of this.#executing.values()) stop.drain()
    this.#tellFreed()
    await Promise.all([...this.#sequences.values(), ...[...this.#executing.values()].map(({ done }) => done)])
  }

  #tellFreed() {
    this.#freed.resolve()
    this.#freed = Promise.withResolvers()
  }

  /** Gives a run that could not be executed back to the queue, for whoever is able to; tried until the database answers. */
  async #requeue(held: Lease, error: unknown): Promise<void> {
    const { log, store } = this.#deps
    if (error instanceof LeaseLost) {
      log.warn({ runId: held.id }, 'the run was taken over by another process')
      return
    }
    log.error({ err: error, runId: held.id }, 'the run could not be executed; it goes back to the queue')
    for (let pause = 250; ; pause = Math.min(pause * 2, 10_000)) {
      await sleep(pause)
      try {
        await store.change(held, { status: 'queued', release: true })
        return
      } catch (again) {
        if (again instanceof LeaseLost || this.#draining) return
        log.warn({ err: again, runId: held.id }, 'the run could not be given back yet')
      }
    }
  }
}
