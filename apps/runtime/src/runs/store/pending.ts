import type { LedgerChange } from '@tailorbird/engine/world'
import type { History, Step } from '@tailorbird/flow/run/run'
import { type StepRef, stepKey } from '@tailorbird/flow/run/step-ref'
import type { AttachmentClaim, Batch, CursorMove, Flushed, RecordRow } from './flush.ts'
import { type LedgerRow, type RunChange, type RunRow, type StepRow, stepRow } from './rows.ts'

/** What shows that a process holds a run. */
export interface Lease {
  readonly id: string
  readonly leaseOwner: string
  readonly leaseToken: number
}

/** A run that is held, as far as its steps are written. */
export interface Held extends Lease {
  /** The number of the run's last change of a step. The holder alone raises it, so that numbers follow one another. */
  lastSeq: number
}

/** A record that starts runs: stored only while the triggers are those it was matched against. */
export interface RecordEntry {
  record: RecordRow
  claims: AttachmentClaim[]
  epoch: number
}

/** A run that is about to be stored, with the steps it begins with. */
export interface NewRun {
  row: RunRow
  history: History
}

/** What is due for one run, or for what is stored together with the runs it starts. */
export interface Pending {
  held: Lease | undefined
  starts: RunRow[]
  change: RunChange | undefined
  steps: Map<string, StepRow>
  ledger: Map<string, LedgerRow>
  record: RecordEntry | undefined
  move: CursorMove | undefined
  wait: PromiseWithResolvers<Flushed>
}

export const newPending = (): Pending => ({
  ...{ held: undefined, starts: [], change: undefined, record: undefined, move: undefined },
  ...{ steps: new Map(), ledger: new Map() },
  wait: Promise.withResolvers<Flushed>(),
})

export const emptyBatch = (): Batch => ({
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

/** Everything that is due, as one batch. */
export function batchOf(all: Pending[]): Batch {
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

export function addNewRun(pending: Pending, newRun: NewRun) {
  pending.starts.push(newRun.row)
  for (const row of stepsOf(newRun)) addStep(pending, row)
}

/** The steps a run begins with, as rows, numbered in the order of its history. */
export function stepsOf({ row, history }: NewRun): StepRow[] {
  const steps = [...history].flatMap(([path, nodes]) => [...nodes].map(([nodeId, step]) => ({ path, nodeId, step })))
  return steps.map(({ path, nodeId, step }, index) => stepRow(row.id, index + 1, { nodeId, path }, step))
}

export function addStep(pending: Pending, row: StepRow) {
  pending.steps.set(`${row.run_id} ${keyOf(row)} ${row.attempt}`, row)
}

const keyOf = ({ path, node_id }: { path: string; node_id: string }) => stepKey({ path, nodeId: node_id })

/** What a step means for the post ledger, as a row. */
export function ledgerRow({
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

export function addLedger(pending: Pending, row: LedgerRow) {
  pending.ledger.set(`${keyOf(row)} ${row.attempt} ${row.status === 'intended'}`, row)
}
