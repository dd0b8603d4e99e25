import { withoutTurns } from '@tailorbird/flow/node/failure-said'
import type { Listener } from '@tailorbird/db/listener'
import type { AccountLimit, LedgerChange, Slot } from '@tailorbird/engine/world'
import { type StepRef, stepKey } from '@tailorbird/flow/run/step-ref'
import type { Actor } from '@tailorbird/flow/node/node-type'
import type { ClaimedRun } from '../../runs/execute/execute-run.ts'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { type AccountLimits, isFree, readLimits } from '../limits/account-limits.ts'
import { ACCOUNTS } from '../limits/announce-account.ts'
import { limitReason } from '../limits/limit-reason.ts'
import { holdAccount } from '../limits/hold-account.ts'
import { returnToQueue, releaseSlot } from './release-slot.ts'
import { acquireSlot } from './acquire-slot.ts'
import { kept } from '../../words/kept.ts'

interface PacerOptions {
  pool: Pool
  listener: Listener
  log: Logger
}

/** Lets writes go as the limits of their account allow. An account without limits costs no query until something
 *  changes in any process. */
export class AccountPacer {
  readonly #options: PacerOptions
  readonly #limits = new Map<string, Promise<AccountLimits | undefined>>()
  /** When each write began that is in flight and has a slot, by step. */
  readonly #inFlight = new Map<string, { accountId: string; startedAt: Date }>()

  constructor(options: PacerOptions) {
    this.#options = options
    options.listener.on(ACCOUNTS, (accountId) => this.#limits.delete(accountId))
    options.listener.onGap(() => this.#limits.clear())
  }

  /** Whether this place of a run may write as the account now. */
  async slot(
    { id: runId, persisted }: Pick<ClaimedRun, 'id' | 'persisted'>,
    { nodeId, path }: StepRef,
    { accountId, username }: Actor,
  ): Promise<Slot> {
    const { pool } = this.#options
    const now = new Date()
    if (isFree(await this.#read(accountId), now)) return 'go'
    // A place in the queue is for runs that are stored: whoever wakes the queue must find them.
    await persisted
    const { slot, startedAt } = await acquireSlot(pool, { accountId, username, runId, nodeId, path }, now)
    if (startedAt) this.#inFlight.set(keyOf(runId, { nodeId, path }), { accountId, startedAt })
    return slot
  }

  /** Whether the account may be used at all now: people have not paused it, and X does not hold it back. What people allow
   *  it to post does not count. */
  async mayUse({ accountId, username }: Actor): Promise<Slot> {
    const limits = await this.#read(accountId)
    if (!limits) return 'go'
    if (limits.paused) return { failure: limitReason('paused', { ...limits, username }) }
    const { heldUntil: until } = limits
    return until && until > new Date() ? { until, failure: limitReason('held', { ...limits, username }) } : 'go'
  }

  /** Releases the slot of a write once it is known what became of it: the next in the queue may go. */
  settled(runId: string, place: StepRef, status: LedgerChange['status']) {
    if (status === 'intended' || this.#inFlight.size === 0) return
    const inFlight = this.#inFlight.get(keyOf(runId, place))
    if (!inFlight) return
    this.#inFlight.delete(keyOf(runId, place))
    const { pool, log } = this.#options
    releaseSlot(pool, { runId, ...place, ...inFlight, status }).catch((error: unknown) =>
      log.warn({ err: error, runId }, 'a slot could not be released; the next in its queue goes on a little later'),
    )
  }

  /** X takes nothing more from the account for a while, or until a person has looked. */
  async refused(runId: string, place: StepRef, { accountId }: Actor, { failure, until }: AccountLimit): Promise<void> {
    const { pool, log } = this.#options
    this.#inFlight.delete(keyOf(runId, place))
    try {
      await returnToQueue(pool, { accountId, runId, ...place })
      await holdAccount(pool, { accountId, until, why: kept(withoutTurns(failure)) })
      this.#limits.delete(accountId)
    } catch (error) {
      log.warn({ err: error, accountId }, 'it could not be kept that X takes nothing more from an account')
    }
  }

  #read(accountId: string): Promise<AccountLimits | undefined> {
    if (!this.#options.listener.isListening) this.#limits.clear()
    const known = this.#limits.get(accountId)
    if (known) return known
    const reading = readLimits(this.#options.pool, accountId)
    this.#limits.set(accountId, reading)
    reading.catch(() => {
      if (this.#limits.get(accountId) === reading) this.#limits.delete(accountId)
    })
    return reading
  }
}

const keyOf = (runId: string, ref: StepRef) => `${runId} ${stepKey(ref)}`
