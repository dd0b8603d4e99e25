import type { LedgerChange } from '@tailorbird/engine/world'
import type { Step } from '@tailorbird/flow/run/run'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { type Batch, type CursorMove, type Flushed, flush } from './flush.ts'
import { LeaseLost } from './lease-lost.ts'
import {
  type Held,
  type Lease,
  type NewRun,
  type Pending,
  type RecordEntry,
  addLedger,
  addNewRun,
  addStep,
  batchOf,
  emptyBatch,
  ledgerRow,
  newPending,
  stepsOf,
} from './pending.ts'
import { type RunChange, stepRow } from './rows.ts'

/** Flushes that may be on their way at once: while one waits for the disk, the next is already being written. */
const FLUSHES_AT_ONCE = 2
const MOST_PER_FLUSH = 500
/** SQLSTATE of a connection that was closed, or of a server that is going down. */
const CONNECTION_LOST = /^(08|57P)/
/** How long a step that nothing waits for may stay unseen. Milliseconds. */
const SHOWN_AFTER_MS = 25

/** Writes what holders have to say about their runs, their steps and the post ledger. What is due is collected while the previous flush is on its
 *  way and written as one statement; when idle, a flush starts at once. */
export class RunStore {
  readonly #pool: Pool
  #pending = new Map<string, Pending>()
  #inFlight = new Map<string, Pending>()
  #flushes = 0
  /** A flush for those who watch is planned. */
  #isShowing = false
  /** A flush for runs that are executed while they are being stored is planned. */
  #isFirstFlushDue = false

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Starts a run. Resolves to false when its event has started one before. With `isExecuting` it is sent when the run has
   *  gone as far as it can without waiting for anything: mostly it becomes durable together with its first intent. */
  async start(newRun: NewRun, { isExecuting = false } = {}): Promise<boolean> {
    const pending = this.#of(newRun.row.id)
    addNewRun(pending, newRun)
    if (!isExecuting) this.#pump()
    else if (!this.#isFirstFlushDue) {
      this.#isFirstFlushDue = true
      setImmediate(() => {
        this.#isFirstFlushDue = false
        this.#pump()
      })
    }
    return (await pending.wait.promise).kept.has(newRun.row.id)
  }

  /** Keeps what belongs together with the runs it starts. Without its record's `epoch` still holding, a record and its
   *  runs are not kept, and `current` is false. */
  async keep(
    key: string,
    { record, move, newRuns }: { record?: RecordEntry; move?: CursorMove; newRuns: readonly NewRun[] },
  ): Promise<Flushed> {
    const pending = this.#of(key)
    pending.record = record
    pending.move = move
    for (const newRun of newRuns) addNewRun(pending, newRun)
    return this.#due(pending)
  }

  /** Keeps runs in a transaction that is under way; they are there once it commits. `current` is false, and none is kept,
   *  when the triggers have changed since `epoch`. */
  async startWithin(client: PoolClient, { epoch, newRuns }: { epoch: number; newRuns: readonly NewRun[] }) {
    const starts = newRuns.map(({ row }) => row)
    const steps = newRuns.flatMap(stepsOf)
    return flush(client, { ...emptyBatch(), epoch, starts, steps }, { isKept: false })
  }

  /** Notes a step; it becomes durable with the run's next durable point, or shortly. */
  note(held: Held, { place, step, ledger }: { place: StepRef; step: Step; ledger?: LedgerChange | undefined }) {
    const pending = this.#of(held.id)
    pending.held = held
    addStep(pending, stepRow(held.id, ++held.lastSeq, place, step))
    if (ledger) addLedger(pending, ledgerRow({ runId: held.id, place, step, ledger }))
    if (this.#isShowing) return
    this.#isShowing = true
    setTimeout(() => {
      this.#isShowing = false
      this.#pump()
    }, SHOWN_AFTER_MS)
  }

  /** Resolves when all that was noted for the run is on disk. Throws {@link LeaseLost}. */
  async durable(held: Lease): Promise<void> {
    const inFlight = this.#inFlight.get(held.id)
    if (inFlight) mustHold(held, await inFlight.wait.promise)
    const pending = this.#pending.get(held.id)
    if (pending) mustHold(held, await this.#due(pending))
  }

  /** Changes the run itself, together with everything noted. Throws {@link LeaseLost}. */
  async change(held: Lease, change: Omit<RunChange, 'id' | 'lease_owner' | 'lease_token'>): Promise<void> {
    const pending = this.#of(held.id)
    pending.held = held
    pending.change = { ...change, id: held.id, lease_owner: held.leaseOwner, lease_token: held.leaseToken }
    mustHold(held, await this.#due(pending))
  }

  #of(key: string): Pending {
    const known = this.#pending.get(key)
    if (known) return known
    const made = newPending()
    // Whoever waits hears of a failure; a note that nobody waits for is retried by the next owner of the run.
    made.wait.promise.catch(() => undefined)
    this.#pending.set(key, made)
    return made
  }

  #due(pending: Pending): Promise<Flushed> {
    this.#pump()
    return pending.wait.promise
  }

  #pump() {
    if (this.#flushes >= FLUSHES_AT_ONCE || this.#pending.size === 0) return
    const taken = this.#take()
    if (taken.size === 0) return
    this.#flushes++
    void this.#send(taken).finally(() => {
      this.#flushes--
      this.#pump()
    })
  }

  /** What can go now: a run whose last part is still in flight waits for it, so that its order holds. */
  #take(): Map<string, Pending> {
    const taken = new Map<string, Pending>()
    let epoch: number | undefined
    for (const [key, pending] of this.#pending) {
      if (taken.size >= MOST_PER_FLUSH) break
      if (this.#inFlight.has(key)) continue
      if (pending.record) {
        epoch ??= pending.record.epoch
        if (pending.record.epoch !== epoch) continue
      }
      taken.set(key, pending)
      this.#pending.delete(key)
      this.#inFlight.set(key, pending)
    }
    return taken
  }

  async #send(taken: Map<string, Pending>): Promise<void> {
    try {
      const flushed = await this.#flush(batchOf([...taken.values()]))
      this.#landed(taken)
      for (const { wait } of taken.values()) wait.resolve(flushed)
    } catch (error) {
      if (taken.size === 1) {
        this.#landed(taken)
        for (const { wait } of taken.values()) wait.reject(error)
        return
      }
      // One bad row must not take the others with it: each gets a flush of its own. Those that wait for theirs stay in
      // flight, or what is noted meanwhile would be written first and then be overwritten by what came before it.
      for (const entry of taken) await this.#send(new Map([entry]))
    }
  }

  /** Writes a batch. When the connection broke nobody knows whether it was committed: it is written once more, and what is
   *  there already counts. */
  async #flush(batch: Batch): Promise<Flushed> {
    try {
      return await flush(this.#pool, batch)
    } catch (error) {
      if (error instanceof DatabaseError && !CONNECTION_LOST.test(error.code ?? '')) throw error
      return flush(this.#pool, batch, { isRepeat: true })
    }
  }

  #landed(taken: Map<string, Pending>) {
    for (const key of taken.keys()) this.#inFlight.delete(key)
  }
}

function mustHold({ id }: Lease, { kept }: Flushed) {
  if (!kept.has(id)) throw new LeaseLost(id)
}
