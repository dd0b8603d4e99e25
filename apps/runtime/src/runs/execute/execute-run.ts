import { type Outcome, advance } from '@tailorbird/engine/walk/advance'
import type { AccountLimit, LedgerChange, Slot, World } from '@tailorbird/engine/world'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import type { Database } from '@tailorbird/db/database'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { Grant } from '@tailorbird/flow/connection/connection-type'
import type { Actor, Files } from '@tailorbird/flow/node/node-type'
import type { Capability, Services } from '@tailorbird/flow/node/node-services'
import type { History } from '@tailorbird/flow/run/run'
import { connectionTypes, nodeType } from '@tailorbird/nodes/catalogue'
import { alarm } from './alarm.ts'
import type { RunMailbox } from './run-mailbox.ts'
import type { StopSignal } from './stop-signal.ts'
import { TIMED_OUT } from '../store/timed-out.ts'
import type { Heard } from '../wake/read-messages.ts'
import type { RunStore } from '../store/run-store.ts'
import type { Held } from '../store/pending.ts'
import { claimedByOthers } from './claimed-by-others.ts'
import { claimOutside } from '../store/claim-outside.ts'
import { LeaseLost } from '../store/lease-lost.ts'
import { failureInWords } from '../../words/failure-in-words.ts'

/** A run that this process holds and has read. */
export interface ClaimedRun extends Held {
  flowId: string
  environment: string
  test: boolean
  depth: number
  /** The run that called it, and the queue in which its flow's runs take turns. */
  parentRun?: string | undefined
  /** The run at the top of the calls that led to it; unset when nobody called it. */
  rootRun?: string | undefined
  /** Who set it off; the runs it calls are theirs as well. */
  startedBy?: string | undefined
  queue?: string | undefined
  /** It may not go on after that. */
  deadline?: Date | undefined
  index: GraphIndex
  history: History
  /** What was said to it from outside while it was parked. */
  heard?: Heard | undefined
  /** What is said to it while it is executed. */
  mailbox?: RunMailbox | undefined
  /** Resolves when the run is stored; unset when it is. Rejects with a `WorldError`. */
  persisted?: Promise<void> | undefined
}

/** What executing a run needs of the process. */
export interface ExecuteDeps {
  db: Database
  store: RunStore
  files: Files
  /** What the node of a step uses of the runtime. */
  services(run: ClaimedRun, step: StepRef, uses: readonly Capability[]): Services
  /** Called when it is stored that a run is parked, or has ended. */
  rested(run: ClaimedRun): Promise<void>
  ended(run: ClaimedRun, outcome: Outcome): Promise<void>
  openGrant(wanted: { alias: string; environment: string; connectionId?: string | undefined }): Promise<Grant>
  pacer: Pacer
}

/** Lets writes go as the limits of their account allow, and learns what becomes of them. */
export interface Pacer {
  slot(run: Pick<ClaimedRun, 'id' | 'persisted'>, place: StepRef, actor: Actor): Promise<Slot>
  mayUse(actor: Actor): Promise<Slot>
  settled(runId: string, place: StepRef, status: LedgerChange['status']): void
  refused(runId: string, place: StepRef, actor: Actor, limit: AccountLimit): Promise<void>
}

/** Executes a run until it is parked, ends or is stopped, and stores how it rests. Throws `LeaseLost` when this process
 *  does not hold it any more: then nothing is written, neither how it rests nor what was broken off. */
export async function executeRun(run: ClaimedRun, deps: ExecuteDeps, stop: StopSignal): Promise<Outcome> {
  const rest = await advance({ ...run, signals: run.heard?.answers }, worldOf(run, deps, stop))
  if (stop.isLost) throw new LeaseLost(run.id)
  // A run past its time is stopped in the same way as by a person, and yet it has failed.
  const isLate = rest.do === 'halt' && rest.why === 'cancelled' && run.deadline && run.deadline <= new Date()
  const outcome: Outcome = isLate ? { do: 'finish', status: 'failed', failure: TIMED_OUT } : rest
  await deps.store.change(run, changeFor(outcome))
  if (outcome.do === 'sleep') await deps.rested(run)
  else if (outcome.do === 'finish' || outcome.why === 'cancelled') await deps.ended(run, outcome)
  return outcome
}

function worldOf(
  run: ClaimedRun,
  { db, store, files, openGrant, services, pacer }: ExecuteDeps,
  stop: StopSignal,
): World {
  return {
    nodeType,
    files,
    signal: stop.signal,
    halted: () => stop.halted,
    inWords: failureInWords,
    now: () => new Date(),
    services: (step, uses) => services(run, step, uses),
    alarm,
    acquireSlot: (place, actor) => pacer.slot(run, place, actor),
    mayUse: (actor) => pacer.mayUse(actor),
    accountLimited: (place, actor, limit) => pacer.refused(run.id, place, actor, limit),
    record(place, step, ledger) {
      if (stop.isLost) return
      store.note(run, { place, step, ledger })
      if (ledger) pacer.settled(run.id, place, ledger.status)
    },
    durable: () => store.durable(run),
    persisted: async () => run.persisted,
    async open(name, alias, connectionId) {
      const type = connectionTypes.find((candidate) => candidate.name === name)
      if (!type) throw new Error(`There is no connection of the type ${name}.`)
      const grant = await openGrant({ alias, environment: run.environment, connectionId })
      const { id: accountId, username } = grant.account
      return { client: type.open(grant), actor: { connectionId: grant.connectionId, accountId, username } }
    },
    claim: (place, found) => claimOutside(db.$client, { run, place, ...found }),
    claimed: (place, accountId, ids) => claimedByOthers(db, { runId: run.id, place, accountId, ids }),
  }
}

function changeFor(outcome: Outcome): Parameters<RunStore['change']>[1] {
  const release = true
  const ended_at = new Date().toISOString()
  switch (outcome.do) {
    case 'sleep':
      return {
        release,
        status: 'waiting',
        park_reason: outcome.reason,
        park_until: outcome.until?.toISOString(),
        park_connection: outcome.connectionId,
      }
    case 'finish':
      return outcome.status === 'failed'
        ? { release, status: 'failed', failure: outcome.failure, ended_at }
        : { release, status: 'succeeded', output: outcome.output, ended_at }
    case 'halt':
      // A run that leaves this process waits in the queue for the next.
      return outcome.why === 'cancelled' ? { release, status: 'cancelled', ended_at } : { release, status: 'queued' }
  }
}
