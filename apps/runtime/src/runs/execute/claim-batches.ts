import type { Database } from '@tailorbird/db/database'
import type { ClaimedRun } from './execute-run.ts'
import { claimRuns } from '../store/claim-runs.ts'
import { readHistories } from '../store/read-history.ts'
import type { Held } from '../store/pending.ts'
import { readSignals } from '../wake/read-signals.ts'
import type { VersionCache } from './version-cache.ts'

interface Claiming {
  db: Database
  versions: VersionCache
  workerId(): string
  /** Told of each run that is ours now. */
  claimed(run: ClaimedRun, isStopped: boolean): void
  /** Told of each run that is ours and could not be read. */
  failed(held: Held, error: unknown): void
}

const MOST_AT_ONCE = 100

/** Claims runs that nobody holds. Those that are asked for while a claim is on its way are claimed together by the next:
 *  a claim for each run was the larger part of what a run from the queue cost. */
export class ClaimBatches {
  readonly #claiming: Claiming
  readonly #asked = new Map<string, PromiseWithResolvers<void>>()
  #isUnderWay = false

  constructor(claiming: Claiming) {
    this.#claiming = claiming
  }

  /** Resolves when the run is ours, or is not to be had: held, ended, or not due. */
  claim(runId: string): Promise<void> {
    const known = this.#asked.get(runId)
    if (known) return known.promise
    const asked = Promise.withResolvers<void>()
    this.#asked.set(runId, asked)
    if (!this.#isUnderWay) void this.#claimAll()
    return asked.promise
  }

  async #claimAll() {
    this.#isUnderWay = true
    // Whatever else the queue hands out at this moment comes along.
    await Promise.resolve()
    while (this.#asked.size > 0) {
      const batch = [...this.#asked].slice(0, MOST_AT_ONCE)
      for (const [runId] of batch) this.#asked.delete(runId)
      try {
        await this.#claim(batch.map(([runId]) => runId))
        for (const [, { resolve }] of batch) resolve()
      } catch (error) {
        for (const [, { reject }] of batch) reject(error)
      }
    }
    this.#isUnderWay = false
  }

  async #claim(runIds: string[]) {
    const { db, versions, workerId, claimed, failed } = this.#claiming
    const leaseOwner = workerId()
    const rows = await claimRuns(db, { runIds, leaseOwner })
    if (rows.length === 0) return
    const ids = rows.map(({ id }) => id)
    const read = Promise.all([readHistories(db, ids), readSignals(db, ids)])
    for (const row of rows) {
      const held = { id: row.id, leaseOwner, leaseToken: row.leaseToken }
      try {
        const [index, [histories, signals]] = await Promise.all([versions.get(row.versionId), read])
        const { flowId, environment, test, depth } = row
        const run: ClaimedRun = {
          ...{ ...held, flowId, environment, test, depth, index },
          parentRun: row.parentRun ?? undefined,
          startedBy: row.startedBy ?? undefined,
          line: row.line ?? undefined,
          deadline: row.deadlineAt ?? undefined,
          history: histories.get(row.id) ?? new Map(),
          heard: signals.get(row.id) ?? { answers: new Map(), ids: [] },
        }
        claimed(run, row.cancelRequested)
      } catch (error) {
        failed(held, error)
      }
    }
  }
}
