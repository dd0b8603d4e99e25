import type { FailureData, FailureInWords } from '@tailorbird/flow/node/failure'
import type { Actor, Files, LedgerNote, NodeType } from '@tailorbird/flow/node/node-type'
import type { Capability, Services } from '@tailorbird/flow/node/node-services'
import type { Step } from '@tailorbird/flow/run/run'
import type { StepRef } from '@tailorbird/flow/run/step-ref'

/** All that the engine may ask of the world. */
export interface World {
  nodeType(type: string): NodeType | undefined
  /** Opens the connection an alias leads to, or the one that it led to before. Throws `Failure`. */
  open(connectionType: string, alias: string, connectionId?: string): Promise<Opened>
  files: Files
  /** What a step's node uses of the runtime. */
  services(ref: StepRef, uses: readonly Capability[]): Services
  /** Keeps what has happened to a node. Returns at once; `durable` waits. */
  record(ref: StepRef, step: Step, ledger?: LedgerChange): void
  /** Resolves when everything recorded so far would survive a power cut. Throws when the lease is lost. */
  durable(): Promise<void>
  /** Whether this step may write as the account now. It keeps its place in the queue however often it asks. */
  acquireSlot(ref: StepRef, actor: Actor): Slot | Promise<Slot>
  /** Whether the account may be used at all now: neither people nor the outside hold it back. It takes no slot. */
  mayUse(actor: Actor): Slot | Promise<Slot>
  /** Told of an answer of the outside that concerns more than this step: the account may be used no more for a while, or
   *  not at all. Does not throw. */
  accountLimited(ref: StepRef, actor: Actor, limit: AccountLimit): Promise<void>
  /** Resolves when the run itself is on disk: what others could see is not done before. Throws `WorldError`. */
  persisted(): Promise<void>
  /** Which of these ids the post ledger already knows to belong to other steps. */
  claimed(step: StepRef, accountId: string, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Claims what was found outside for a write in doubt. False: another step has claimed it meanwhile. */
  claim(step: StepRef, found: FoundOutside): Promise<boolean>
  /** A failure with its sentence, for the nodes that read it. */
  inWords(failure: FailureData): FailureInWords
  now(): Date
  alarm(at: Date): Alarm
  /** Aborted when the run is cancelled. */
  signal: AbortSignal
  /** Set when no new node may begin: the run was cancelled, or this process is going down. */
  halted(): 'cancelled' | 'draining' | undefined
}

/** A connection that is ready for use: what the node is given, and the account behind it. */
export interface Opened {
  client: unknown
  actor: Actor
}

/** `go`, or what holds the account back and until when as far as is known. The world wakes the place when that changes. */
export type Slot = 'go' | { until?: Date | undefined; failure: FailureData }

/** What a look outside has found for an attempt of a write. */
export interface FoundOutside {
  accountId: string
  attempt: number
  externalId: string
}

export interface AccountLimit {
  failure: FailureData
  /** When it may be used again. Unset: once a person lets it. */
  until?: Date | undefined
}

/** Rings once, unless it is silenced before. */
export interface Alarm {
  rung: Promise<void>
  silence(): void
}

/** The world as one turn sees it: what is recorded goes under its path. */
export interface TurnWorld extends Omit<
  World,
  'record' | 'services' | 'acquireSlot' | 'accountLimited' | 'claimed' | 'claim'
> {
  record(nodeId: string, step: Step, ledger?: LedgerChange): void
  services(nodeId: string, uses: readonly Capability[]): Services
  acquireSlot(nodeId: string, actor: Actor): Slot | Promise<Slot>
  accountLimited(nodeId: string, actor: Actor, limit: AccountLimit): Promise<void>
  claimed(nodeId: string, accountId: string, ids: readonly string[]): Promise<ReadonlySet<string>>
  claim(nodeId: string, found: FoundOutside): Promise<boolean>
}

/** What a step means for the post ledger. */
export type LedgerChange =
  | { status: 'intended'; note: LedgerNote & Actor }
  | { status: 'confirmed'; externalId: string | undefined }
  | { status: 'refused' | 'in doubt' }
