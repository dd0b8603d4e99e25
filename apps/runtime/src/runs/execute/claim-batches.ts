import type { Database } from '@tailorbird/db/database'
import type { ClaimedRun } from './execute-run.ts'
import { claimRuns } from '../store/claim-runs.ts'
import { readHistories } from '../store/read-history.ts'
import type { Lease } from '../store/pending.ts'
import { type Heard, readMessages } from '../wake/read-messages.ts'
import type { VersionCache } from './version-cache.ts'

interface Claiming {
  db: Database
  versions: VersionCache
  workerId(): string
  /** Told of each run that is ours now. */
  claimed(run: ClaimedRun, isStopped: boolean): void
  /** Told of each run that is ours and could not be read. */
  failed(lease: Lease, error: unknown): void
}

const NOTHING_HEARD: Heard = { isStopped: false, answers: new Map(), numbers: [], messages: [] }

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
    const read = Promise.all([readHistories(db, ids), readMessages(db, ids)])
    for (const row of rows) {
      const lease = { id: row.id, leaseOwner, leaseToken: row.leaseToken }
      try {
        const [index, [histories, messages]] = await Promise.all([versions.get(row.versionId), read])
        const { flowId, environment, test, depth } = row
        const heard = messages.get(row.id) ?? NOTHING_HEARD
        const { history, lastSeq } = histories.get(row.id) ?? { history: new Map(), lastSeq: 0 }
        const run: ClaimedRun = {
          ...{ ...lease, lastSeq, flowId, environment, test, depth, index, history, heard },
          parentRun: row.parentRun ?? undefined,
          rootRun: row.rootRun ?? undefined,
          startedBy: row.startedBy ?? undefined,
          queue: row.queue ?? undefined,
          deadline: row.deadlineAt ?? undefined,
        }
        claimed(run, heard.isStopped)
      } catch (error) {
        failed(lease, error)
      }
    }
  }
}
