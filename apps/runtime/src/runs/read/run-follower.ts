import type { Database } from '@tailorbird/db/database'
import type { RunEvent } from '@tailorbird/contract/runs'
import { isFinal } from '@tailorbird/flow/run/run-status'
import type { Logger } from 'pino'
import { findChanges, findRun } from './read-runs.ts'

interface FollowRun {
  db: Database
  log: Logger
  runId: string
  /** The number of the last change that is known already; -1: nothing is known. */
  since: number
  send(event: RunEvent, seq: number): void
  /** Called once, when the run has ended and everything of it was sent. */
  ended(): void
}

/** Follows a run: sends what has changed since the last time, by the numbers its steps bear. What that costs does not
 *  grow with the run. Changes that come while it reads are one more reading. */
export class RunFollower {
  readonly #follow: FollowRun
  #since: number
  #reading: Promise<void> | undefined
  #isDirty = false
  #hasEnded = false

  constructor(follow: FollowRun) {
    this.#follow = follow
    this.#since = follow.since
  }

  /** To be called after each change. Resolves when what was there to be read has been sent. */
  changed(): Promise<void> {
    if (this.#reading) {
      this.#isDirty = true
      return this.#reading
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined
      if (!this.#isDirty) return
      this.#isDirty = false
      void this.changed()
    })
    return this.#reading
  }

  async #read(): Promise<void> {
    const { db, log, runId, send, ended } = this.#follow
    if (this.#hasEnded) return
    try {
      // The run first: steps that are written together with its end are there once it is seen.
      const run = await findRun(db, runId)
      if (!run) return
      const { steps, seq } = await findChanges(db, { runId, since: this.#since })
      this.#since = Math.max(seq, this.#since)
      send({ run, steps }, this.#since)
      if (!isFinal(run.status)) return
      this.#hasEnded = true
      ended()
    } catch (error) {
      // The next change reads again; the browser asks anew if the stream breaks.
      log.warn({ err: error, runId }, 'a watched run could not be read')
    }
  }
}
