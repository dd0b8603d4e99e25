import type { StepRef } from '@tailorbird/flow/run/step-ref'

/** What was said to a waiting step from outside: an answer, or null for "look again". */
export interface StepMessage extends StepRef {
  payload: unknown
}

/** What is said to a run while it is being executed. */
export interface Mailbox {
  /** Calls `tell` once when something has come that was not read; at once if it is there already. Only the last to ask is
   *  called. */
  listen(tell: () => void): void
  /** What has come and was taken by no step: one message for each. */
  read(): readonly StepMessage[]
  /** A waiting step has heard this, and all that was said to it before, and looks again. */
  take(message: StepMessage): void
}
