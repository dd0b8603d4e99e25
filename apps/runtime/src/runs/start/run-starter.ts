import { WorldError } from '@tailorbird/engine/world-error'
import type { PoolClient } from 'pg'
import type { ActiveRuns } from '../execute/active-runs.ts'
import type { ClaimedRun } from '../execute/execute-run.ts'
import type { CursorMove } from '../store/flush.ts'
import { LeaseLost } from '../store/lease-lost.ts'
import type { RunStore } from '../store/run-store.ts'
import type { NewRun, RecordEntry } from '../store/pending.ts'
import { type RequestedRun, newRun } from './new-run.ts'
import type { RunRequest } from './run-request.ts'

interface RunStarterDeps {
  active: ActiveRuns
  store: RunStore
  workerId(): string
}

/** Turns requests into runs: they are stored, then executed here or queued. */
export class RunStarter {
  readonly #active: ActiveRuns
  readonly #store: RunStore
  readonly #workerId: () => string

  constructor({ active, store, workerId }: RunStarterDeps) {
    this.#active = active
    this.#store = store
    this.#workerId = workerId
  }

  /** Starts one run and returns its id. */
  async start(request: RunRequest): Promise<string> {
    const { id } = await this.startOnce(request)
    return id
  }

  /** The same for an event that may come twice: `isNew` is false, and the id is nobody's, when it has started a run before. */
  async startOnce(request: RunRequest): Promise<{ id: string; isNew: boolean }> {
    const run = this.#runOf(request)
    const { newRun: unstored, claimed } = run
    const { id } = unstored.row
    if (claimed && isSurelyNew(request)) return { id, isNew: await this.#executeWhileStoring(unstored, claimed) }
    const isNew = await this.#reserving([run], () => this.#store.start(unstored))
    if (isNew && claimed) void this.#active.execute(claimed)
    return { id, isNew }
  }

  /** A run that is surely new is executed while it is being stored; it does nothing that others could see before it is. */
  #executeWhileStoring(unstored: NewRun, claimed: ClaimedRun): Promise<boolean> {
    const isNew = this.#store.start(unstored, { isExecuting: true })
    const persisted = isNew.then(
      (isKept) => {
        if (!isKept) throw new WorldError(new LeaseLost(claimed.id))
      },
      (error: unknown) => {
        throw new WorldError(error)
      },
    )
    // The caller gets the error; the run gets it when it comes to something that waits until the run is stored.
    persisted.catch(() => undefined)
    void this.#active.execute({ ...claimed, persisted })
    return isNew
  }

  /** Stores runs in a transaction that is under way. Returns what executes them once it is committed; undefined when the
   *  triggers have changed since `epoch`, and nothing was stored. */
  async startWithin(
    client: PoolClient,
    { epoch, requests }: { epoch: number; requests: readonly RunRequest[] },
  ): Promise<(() => void) | undefined> {
    const runs = requests.map((request) => this.#runOf(request))
    const newRuns = runs.map(({ newRun: unstored }) => unstored)
    const { current, kept } = await this.#store.startWithin(client, { epoch, newRuns })
    return current ? () => this.#executeKept(runs, kept) : undefined
  }

  /** Stores a record with the runs it starts. False: the triggers have changed since, and nothing was stored. */
  async startWithRecord(entry: RecordEntry, requests: readonly RunRequest[]): Promise<boolean> {
    const runs = requests.map((request) => this.#runOf(request))
    const { current, kept } = await this.#reserving(runs, () =>
      this.#store.keep(entry.record.id, { record: entry, newRuns: runs.map(({ newRun: unstored }) => unstored) }),
    )
    if (current) this.#executeKept(runs, kept)
    return current
  }

  /** Starts the runs of a trigger's events and moves its cursor, in one commit. Events that have started a run before are
   *  passed over. The runs are executed in the order of the events. */
  async startFromTrigger(move: CursorMove, requests: readonly RunRequest[]): Promise<void> {
    const runs = requests.map((request) => this.#runOf(request))
    const { kept } = await this.#reserving(runs, () =>
      this.#store.keep(move.id, { move, newRuns: runs.map(({ newRun: unstored }) => unstored) }),
    )
    this.#active.executeInTurn(
      move.id,
      runs.flatMap(({ claimed }) => (claimed && kept.has(claimed.id) ? [claimed] : [])),
    )
  }

  #runOf(request: RunRequest): RequestedRun {
    return newRun(request, { workerId: this.#workerId(), hasCapacity: this.#active.hasCapacity })
  }

  /** Keeps places for those of the runs that will be executed here while they are stored. */
  #reserving<T>(runs: readonly RequestedRun[], work: () => Promise<T>): Promise<T> {
    return this.#active.reserve(runs.filter(({ claimed }) => claimed).length, work)
  }

  #executeKept(runs: readonly RequestedRun[], kept: ReadonlySet<string>) {
    for (const { claimed } of runs) if (claimed && kept.has(claimed.id)) void this.#active.execute(claimed)
  }
}

/** Whether nothing can have started the run of this request before, and nothing decides yet whether it is kept. */
const isSurelyNew = ({ id, eventKey, guarded, alone }: RunRequest) =>
  id === undefined && eventKey === null && !guarded && !alone
