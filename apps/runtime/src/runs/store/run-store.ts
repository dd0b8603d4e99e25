import type { LedgerChange } from '@tailorbird/engine/world'
import { type StepRef, stepKey } from '@tailorbird/flow/run/step-ref'
import type { History, Step } from '@tailorbird/flow/run/run'
import type { Pool, PoolClient } from 'pg'
import { type AttachmentClaim, type Batch, type CursorMove, type Flushed, type RecordRow, flush } from './flush.ts'
import { LeaseLost } from './lease-lost.ts'
import { type LedgerRow, type RunChange, type RunRow, type StepRow, stepRow } from './rows.ts'

/** The lease under which a run's steps are written. */
export interface Held {
  id: string
  leaseOwner: string
  leaseToken: number
}

export interface RecordEntry {
  record: RecordRow
  claims: AttachmentClaim[]
  epoch: number
}

/** A run to be born, with the steps it begins with. */
export interface NewRun {
  row: RunRow
  history: History
}

interface Pending {
  held: Held | undefined
  starts: RunRow[]
  change: RunChange | undefined
  steps: Map<string, StepRow>
  ledger: Map<string, LedgerRow>
  record: RecordEntry | undefined
  move: CursorMove | undefined
  wait: PromiseWithResolvers<Flushed>
}

/** Flushes that may be on their way at once: while one waits for the disk, the next is already being written. */
const FLUSHES_AT_ONCE = 2
const MOST_PER_FLUSH = 500
/** How long a step that nothing waits for may stay unseen. Milliseconds. */
const SHOWN_AFTER_MS = 25

/** The only writer of runs, steps and the post ledger. What is due is collected while the previous flush is on its
 *  way and written as one statement; when idle, a flush starts at once. */
export class RunStore {
  readonly #pool: Pool
  #pending = new Map<string, Pending>()
  #inFlight = new Map<string, Pending>()
  #flushes = 0
  /** A flush for those who watch is on its way. */
  #isShowing = false
  /** A flush for runs that walk while they are being born is on its way. */
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
    addStep(pending, stepRow(held.id, place, step))
    if (ledger) addLedger(pending, ledgerRow({ runId: held.id, place, step, ledger }))
    if (this.#isShowing) return
    this.#isShowing = true
    setTimeout(() => {
      this.#isShowing = false
      this.#pump()
    }, SHOWN_AFTER_MS)
  }

  /** Resolves when all that was noted for the run is on disk. Throws {@link LeaseLost}. */
  async durable(held: Held): Promise<void> {
    const inFlight = this.#inFlight.get(held.id)
    if (inFlight) mustHold(held, await inFlight.wait.promise)
    const pending = this.#pending.get(held.id)
    if (pending) mustHold(held, await this.#due(pending))
  }

  /** Changes the run itself, together with everything noted. Throws {@link LeaseLost}. */
  async change(held: Held, change: Omit<RunChange, 'id' | 'lease_owner' | 'lease_token'>): Promise<void> {
    const pending = this.#of(held.id)
    pending.held = held
    pending.change = { ...change, id: held.id, lease_owner: held.leaseOwner, lease_token: held.leaseToken }
    mustHold(held, await this.#due(pending))
  }

  #of(key: string): Pending {
    const known = this.#pending.get(key)
    if (known) return known
    const made: Pending = {
      held: undefined,
      starts: [],
      change: undefined,
      steps: new Map(),
      ledger: new Map(),
      record: undefined,
      move: undefined,
      wait: Promise.withResolvers<Flushed>(),
    }
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

  /** What can go now: a run whose last part is still on its way waits for it, so that its order holds. */
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
      const flushed = await flush(this.#pool, batchOf([...taken.values()]))
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

  #landed(taken: Map<string, Pending>) {
    for (const key of taken.keys()) this.#inFlight.delete(key)
  }
}

const emptyBatch = (): Batch => ({
  epoch: null,
  records: [],
  claims: [],
  moves: [],
  starts: [],
  changes: [],
  fences: [],
  steps: [],
  ledger: [],
})

function batchOf(all: Pending[]): Batch {
  const batch = emptyBatch()
  for (const { held, starts, change, steps, ledger, record, move } of all) {
    const isNew = starts.some(({ id }) => id === held?.id)
    batch.starts.push(...(isNew && change ? starts.map((row) => atRest(row, change)) : starts))
    if (change && !isNew) batch.changes.push(change)
    else if (held && !isNew)
      batch.fences.push({ id: held.id, lease_owner: held.leaseOwner, lease_token: held.leaseToken })
    for (const row of steps.values()) batch.steps.push(row)
    for (const row of ledger.values()) batch.ledger.push(row)
    if (move) batch.moves.push(move)
    if (record) {
      batch.epoch = record.epoch
      batch.records.push(record.record)
      batch.claims.push(...record.claims)
    }
  }
  return batch
}

/** A run that came to rest before it was on disk is written as it rests: its row is not there yet to be changed. */
function atRest(row: RunRow, { lease_token: _, release, lease_owner, ...change }: RunChange): RunRow {
  return { ...row, ...change, lease_owner: release ? undefined : lease_owner }
}

function addNewRun(pending: Pending, newRun: NewRun) {
  pending.starts.push(newRun.row)
  for (const row of stepsOf(newRun)) addStep(pending, row)
}

/** The steps a run begins with, as rows. */
const stepsOf = ({ row, history }: NewRun): StepRow[] =>
  [...history].flatMap(([path, steps]) => [...steps].map(([nodeId, step]) => stepRow(row.id, { nodeId, path }, step)))

function addStep(pending: Pending, row: StepRow) {
  pending.steps.set(`${row.run_id} ${keyOf(row)} ${row.attempt}`, row)
}

const keyOf = ({ path, node_id }: { path: string; node_id: string }) => stepKey({ path, nodeId: node_id })

function mustHold({ id }: Held, { kept }: Flushed) {
  if (!kept.has(id)) throw new LeaseLost(id)
}

function ledgerRow({
  runId,
  place: { nodeId, path },
  step,
  ledger,
}: {
  runId: string
  place: StepRef
  step: Step
  ledger: LedgerChange
}): LedgerRow {
  const note = ledger.status === 'intended' ? ledger.note : undefined
  return {
    run_id: runId,
    node_id: nodeId,
    path,
    attempt: step.attempt,
    connection_id: note?.connectionId,
    account_id: note?.accountId,
    what: note?.what,
    summary: note?.summary.slice(0, 300),
    status: ledger.status,
    external_id: ledger.status === 'confirmed' ? ledger.externalId : undefined,
    at: new Date().toISOString(),
  }
}

function addLedger(pending: Pending, row: LedgerRow) {
  pending.ledger.set(`${keyOf(row)} ${row.attempt} ${row.status === 'intended'}`, row)
}
