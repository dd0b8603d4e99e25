import type { CursorMove } from './flush.ts'
import type { RunDesk } from './run-desk.ts'
import type { RecordEntry, RunStore } from './run-store.ts'
import { type Happening, newRun } from './start-run.ts'

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
    const run = newRun(happening, this.#desk, this.#workerId())
    const born = await this.#desk.expecting(() => this.#store.start(run.birth))
    if (born && run.driven) void this.#desk.take(run.driven)
    return run.birth.row.id
  }

  /** Keeps a record with the runs it starts. False: the triggers have changed since, and nothing was kept. */
  async startWithRecord(entry: RecordEntry, happenings: readonly Happening[]): Promise<boolean> {
    const runs = happenings.map((happening) => newRun(happening, this.#desk, this.#workerId()))
    const { current } = await this.#desk.expecting(() =>
      this.#store.keep(entry.record.id, { record: entry, births: runs.map(({ birth }) => birth) }),
    )
    if (current) for (const { driven } of runs) if (driven) void this.#desk.take(driven)
    return current
  }

  /** Starts the runs of a trigger's events and moves its cursor, in one commit. Events that started a run before are passed over.
   *  The runs are walked in the order of the events. */
  async startFromTrigger(move: CursorMove, happenings: readonly Happening[]): Promise<void> {
    const runs = happenings.map((happening) => newRun(happening, this.#desk, this.#workerId()))
    const { kept } = await this.#desk.expecting(() =>
      this.#store.keep(move.id, { move, births: runs.map(({ birth }) => birth) }),
    )
    this.#desk.takeInTurn(
      move.id,
      runs.flatMap(({ birth, driven }) => (driven && kept.has(birth.row.id) ? [driven] : [])),
    )
  }
}
