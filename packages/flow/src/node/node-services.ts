import type { RecordValue } from '../fields/record-value.ts'
import type { FileEntry } from '../fields/file-entry.ts'
import type { FailureData } from './failure.ts'

/** What the runtime offers to nodes besides X, by capability: a node names those it needs in `uses` and gets them, typed.
 *  Each call is bound to the step (run, node, turn), so repeating it after a crash changes nothing more. */
export interface Services {
  seenKeys: {
    /** Whether this key comes for the first time, within `seconds`, to this node of this flow in this environment. */
    isNew(key: string, seconds: number): Promise<boolean>
  }
  spacing: {
    /** The earliest time this step may go on so that at most one passes per `seconds` and key. Kept: the same step gets
     *  the same time again. */
    turnAt(key: string, seconds: number): Promise<Date>
  }
  batches: {
    /** Puts an item of this step into the open batch of the key; see {@link Gathered}. Each item is in exactly one batch. */
    gather(batch: Gathering): Promise<Gathered>
  }
  approvals: {
    /** Asks people to decide; the answer comes as `Pause.answer` in the shape of {@link ApprovalAnswer}. */
    ask(request: ApprovalRequest): Promise<void>
  }
  calls: {
    /** Starts the flow whose trigger is "Flow called", once. Throws `Failure` when it cannot be called. */
    start(call: { flowId: string; input: Record<string, unknown> }): Promise<{ runId: string }>
    /** How the called run stands. `undefined` while it has not ended. */
    outcomeOf(runId: string): Promise<{ output: Record<string, unknown> } | { failure: FailureData } | undefined>
  }
  records: {
    /** A record as it is now; undefined when it is gone. */
    find(recordId: string): Promise<RecordValue | undefined>
  }
}

export type Capability = keyof Services

export interface Gathering {
  /** Items of the same key and node come together. */
  key: string
  /** The parameter that holds the item: its value is read where the waiting step keeps it. */
  param: string
  /** The batch is complete with so many, or so many seconds after its first. */
  most: number
  seconds: number
}

/** The batch is complete and this place goes on with it; another place does; or it must look again, at the time given or
 *  when `wakes` is called out. */
export type Gathered = { items: unknown[] } | { addedTo: string } | { until: Date; wakes: string }

export interface ApprovalRequest {
  /** What is asked, in a line. */
  title: string
  /** What would be posted, with its pills filled in. */
  text: string
  files: readonly FileEntry[]
  /** The approver may change the text. */
  mayEdit: boolean
  expiresAt: Date | undefined
}

export interface ApprovalAnswer {
  approved: boolean
  /** As the approver left it. */
  text: string
  /** What the approver says about it. */
  note: string
  /** Name of the approver. */
  by: string
  at: string
}
