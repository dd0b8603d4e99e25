import type { RunStatus } from '@tailorbird/flow/run/run-status'

/** What the runs page filters by. */
export interface RunFilter {
  flowId?: string | undefined
  environment?: string | undefined
  status?: RunStatus | undefined
  /** ISO 8601. */
  startedAfter?: string | undefined
  startedBefore?: string | undefined
  text?: string | undefined
}
