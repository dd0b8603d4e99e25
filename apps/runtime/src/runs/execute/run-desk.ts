import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@tailorbird/db/database'
import type { Logger } from 'pino'
import { type Driven, type Driver, driveRun } from './drive-run.ts'
import { RunClaims } from './run-claims.ts'
import { type Held, LeaseLost } from '../store/run-store.ts'
import type { VersionCache } from './version-cache.ts'

export interface RunDeskOptions extends Driver {
  db: Database
  versions: VersionCache
  log: Logger
  workerId(): string
  /** How many runs this process walks at once. */
  room: number
}

/** The runs this process has in hand. */
export class RunDesk {
  readonly #options: RunDeskOptions
  readonly #inHand = new Map<string, { cancel: AbortController; done: Promise<void> }>()
  /** Held by us, and soon in hand. */
  readonly #claiming = new Set<string>()
  readonly #lines = new Map<string, Promise<void>>()
  /** Runs that are being born and will be in hand once they are on disk. */
  #expected = 0
  #draining = false
  /** Told whenever there may be room again: a run has left, or one that was expected has been born. */
  #room = Promise.withResolvers<void>()

  readonly #claims: RunClaims

  constructor(options: RunDeskOptions) {
    this.#options = options
    this.#claims = new RunClaims({
      ...options,
      claimed: (run, isCancelled) => void this.take(run, isCancelled),
      failed: (held, error) => void this.#putBack(held, error),
    })
  }

  /** Whether a run that starts now may be born in our hands. */
  get hasRoom() {
    return !this.#draining && this.#inHand.size + this.#expected < this.#options.room
  }

  /** Keeps room for so many runs while they are being born. */
  async expecting<T>(count: number, birth: () => Promise<T>): Promise<T> {
    this.#expected += count
    try {
      return await birth()
    } finally {
      this.#expected -= count
      this.#tellRoom()
    }
  }

  has(runId: string) {
    return this.#inHand.has(runId) || this.#claiming.has(runId)
  }

  /** Walks runs that are held already one after the other, each begun when the one before has ended or is parked. What
   *  shares a `line` keeps its order across calls. */
  takeInTurn(line: string, runs: readonly Driven[]) {
    for (const { id } of runs) this.#claiming.add(id)
    const walked = runs.reduce(
      (before, run) =>
        before.then(() => {
          this.#claiming.delete(run.id)
          return this.take(run)
        }),
      this.#lines.get(line) ?? Promise.resolve(),
    )
    this.#lines.set(line, walked)
    void walked.then(() => this.#lines.get(line) === walked && this.#lines.delete(line))
  }

  /** Walks a run that is held already. Resolves when it has ended, is parked, or has left this process. */
  take(run: Driven, isCancelled = false): Promise<void> {
    const cancel = new AbortController()
    if (isCancelled) cancel.abort()
    const halted = () =>
      cancel.signal.aborted ? ('cancelled' as const) : this.#draining ? ('draining' as const) : undefined
    const done = driveRun(run, this.#options, { signal: cancel.signal, halted }).then(
      () => undefined,
      (error: unknown) => this.#putBack(run, error),
    )
    const ended = done.finally(() => {
      this.#inHand.delete(run.id)
      this.#tellRoom()
    })
    this.#inHand.set(run.id, { cancel, done: ended })
    return ended
  }

  #tellRoom() {
    this.#room.resolve()
    this.#room = Promise.withResolvers()
  }

  /** Claims a run that nobody holds and walks it. Does nothing when it is held, ended, or not due. */
  async wake(runId: string): Promise<void> {
    while (!this.hasRoom && !this.#draining) await this.#room.promise
    if (this.#draining) throw new Error('This process is going down; another takes the run.')
    this.#claiming.add(runId)
    try {
      await this.expecting(1, () => this.#claims.claim(runId))
    } finally {
      this.#claiming.delete(runId)
    }
  }

  /** Stops a run that is in our hands: nothing new begins, reads are broken off, a post on its way may arrive. */
  cancel(runId: string) {
    this.#inHand.get(runId)?.cancel.abort()
  }

  /** Lets go of everything: this process was taken for dead, and others have the runs now. */
  forget() {
    for (const { cancel } of this.#inHand.values()) cancel.abort()
  }

  /** Begins nothing new and waits until what is under way has come to a point where another can go on. */
  async drain() {
    this.#draining = true
    this.#tellRoom()
    await Promise.all([...this.#lines.values(), ...[...this.#inHand.values()].map(({ done }) => done)])
  }

  /** Gives a run that could not be walked back to the queue, for whoever is able to; tried until the database answers. */
  async #putBack(held: Held, error: unknown): Promise<void> {
    const { log, store } = this.#options
    if (error instanceof LeaseLost) {
      log.warn({ runId: held.id }, 'the run was taken over by another process')
      return
    }
    log.error({ err: error, runId: held.id }, 'the run could not be walked; it goes back to the queue')
    for (let pause = 250; ; pause = Math.min(pause * 2, 10_000)) {
      await sleep(pause)
      try {
        await store.change(held, {
          status: 'queued',
          release: true,
        })
        return
      } catch (again) {
        if (again instanceof LeaseLost || this.#draining) return
        log.warn({ err: again, runId: held.id }, 'the run could not be given back yet')
      }
    }
  }
}
