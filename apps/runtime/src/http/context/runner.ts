import type { RunWatch } from '../../runs/read/run-watch.ts'
import type { Settling } from '../../runs/settle/settle-step.ts'
import type { RunRequest } from '../../runs/start/run-request.ts'
import type { VersionCache } from '../../runs/execute/version-cache.ts'
import type { NewRecord } from '../../triggers/record/insert-record.ts'
import type { KeepChange } from '../../triggers/record/keep-change.ts'
import type { WebhookRegistry } from '../../triggers/webhook/webhook-registry.ts'

/** What requests ask of the part of this process that runs flows. */
export interface Runner {
  insertRecord(record: NewRecord): Promise<void>
  changeRecord: KeepChange
  /** Starts a run and returns its id. */
  startRun(request: RunRequest): Promise<string>
  /** The same for an event that may come twice. */
  startOnce(request: RunRequest): Promise<{ id: string; isNew: boolean }>
  webhooks: WebhookRegistry
  versions: VersionCache
  watch: RunWatch
  cancel(runId: string): Promise<boolean>
  settle(settling: Settling): Promise<boolean>
  connectionRestored(connectionId: string): Promise<void>
}
