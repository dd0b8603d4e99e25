import { WorldError } from '@tailorbird/engine/world-error'
import type { PoolClient } from 'pg'
import type { Driven } from '../execute/drive-run.ts'
import type { CursorMove } from '../store/flush.ts'
import type { RunDesk } from '../execute/run-desk.ts'
import { type Birth, LeaseLost, type RecordEntry, type RunStore } from '../store/run-store.ts'
import { type Happening, type NewRun, newRun } from './start-run.ts'

/** Turns happenings into runs: on disk first, then on their way. */
export class RunStarter {
  readonly #desk: RunDesk
  readonly #store: RunStore
  readonly #workerId: () => string

  constructor({ desk, store, workerId }: { desk: RunDesk; store: RunStore; workerId: () => string }) {
    this.#desk = desk
    this.#store = store
    this.#workerId = workerId
  }

  /** Starts one run and returns its id. */
  async start(happening: Happening): Promise<string> {
    const { id } = await this.startOnce(happening)
    return id
  }

  /** The same for an event that may come twice: `isNew` is false, and the id is nobody's, when it has started a run before. */
  async startOnce(happening: Happening): Promise<{ id: string; isNew: boolean }> {
    const run = newRun(happening, this.#desk, this.#workerId())
    const { birth, driven } = run
    const { id } = birth.row
    if (driven && cannotBeThere(happening)) return { id, isNew: await this.#startWalking(birth, driven) }
    const isNew = await this.#expecting([run], () => this.#store.start(birth))
    if (isNew && driven) void this.#desk.take(driven)
    return { id, isNew }
  }

  /** A run that is surely new walks while it is being born; it does nothing that others could see before it is. */
  #startWalking(birth: Birth, driven: Driven): Promise<boolean> {
    const isNew = this.#store.start(birth, { isWalking: true })
    const born = isNew.then(
      (isKept) => {
        if (!isKept) throw new WorldError(new LeaseLost(driven.id))
      },
      (error: unknown) => {
        throw new WorldError(error)
      },
    )
    // Whoever called hears of it; the run hears when it comes to something that waits for its birth.
    born.catch(() => undefined)
    void this.#desk.take({ ...driven, born })
    return isNew
  }

  /** Keeps room for those of the runs that will be in our hands while they are being born. */
  #expecting<T>(runs: readonly NewRun[], birth: () => Promise<T>): Promise<T> {
    return this.#desk.expecting(runs.filter(({ driven }) => driven).length, birth)
  }

  /** Keeps runs in a transaction that is under way. Returns what sends them on their way once it is committed; undefined
   *  when the triggers have changed since `epoch`, and nothing was kept. */
  async startWithin(
    client: PoolClient,
    { epoch, happenings }: { epoch: number; happenings: readonly Happening[] },
  ): Promise<(() => void) | undefined> {
    const runs = happenings.map((happening) => newRun(happening, this.#desk, this.#workerId()))
    const births = runs.map(({ birth }) => birth)
    const { current, kept } = await this.#store.startWithin(client, { epoch, births })
    if (!current) return undefined
    return () => {
      for (const { driven } of runs) if (driven && kept.has(driven.id)) void this.#desk.take(driven)
    }
  }

  /** Keeps a record with the runs it starts. False: the triggers have changed since, and nothing was kept. */
  async startWithRecord(entry: RecordEntry, happenings: readonly Happening[]): Promise<boolean> {
    const runs = happenings.map((happening) => newRun(happening, this.#desk, this.#workerId()))
    const { current, kept } = await this.#expecting(runs, () =>
      this.#store.keep(entry.record.id, { record: entry, births: runs.map(({ birth }) => birth) }),
    )
    if (current) for (const { driven } of runs) if (driven && kept.has(driven.id)) void this.#desk.take(driven)
    return current
  }

  /** Starts the runs of a trigger's events and moves its cursor, in one commit. Events that started a run before are passed over.
   *  The runs are walked in the order of the events. */
  async startFromTrigger(move: CursorMove, happenings: readonly Happening[]): Promise<void> {
    const runs = happenings.map((happening) => newRun(happening, this.#desk, this.#workerId()))
    const { kept } = await this.#expecting(runs, () =>
      this.#store.keep(move.id, { move, births: runs.map(({ birth }) => birth) }),
    )
    this.#desk.takeInTurn(
      move.id,
      runs.flatMap(({ birth, driven }) => (driven && kept.has(birth.row.id) ? [driven] : [])),
    )
  }
}

/** Whether nothing can have started the run of this happening before, and nothing decides yet whether it is kept. */
const cannotBeThere = ({ id, eventKey, guarded, alone }: Happening) =>
  id === undefined && eventKey === null && !guarded && !alone
