import { newId } from '@tailorbird/db/columns'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { Step } from '@tailorbird/flow/run/run'
import type { Driven } from './drive-run.ts'
import type { RunDesk } from './run-desk.ts'
import type { Birth } from './run-store.ts'

export interface Happening {
  flowId: string
  versionId: string
  environment: string
  index: GraphIndex
  /** The trigger node of the version, and what it puts out. */
  nodeId: string
  output: unknown
  /** Null for a test. */
  triggerId: string | null
  eventKey: string | null
  /** What started it, for people. */
  cause: string
  test: boolean
  /** Kept only together with the record it comes from. */
  guarded: boolean
  /** The record it is about. */
  subject?: string
  /** Not started while a run of the same trigger about the same subject is under way. */
  alone?: boolean
  /** How many runs that started one another stand before it. */
  depth?: number
  /** The event was broken: the run is kept as failed, so that somebody sees it. */
  failure?: FailureData
}

/** A run about to be born. */
export interface NewRun {
  birth: Birth
  /** To be walked here once it is on disk; unset when it waits in the queue, or is over already. */
  driven: Driven | undefined
}

/** Makes the run of a happening. While this process has room, the run is born in its hands: no job is queued for it. */
export function newRun(happening: Happening, desk: RunDesk, workerId: string): NewRun {
  const { flowId, versionId, environment, index, nodeId, output, triggerId, eventKey, cause, test, guarded, failure } =
    happening
  const { subject = null, alone = false, depth = 0 } = happening
  const at = new Date()
  const id = newId()
  const ours = !failure && desk.hasRoom
  const steps = new Map<string, Step>([
    [nodeId, { status: 'succeeded', attempt: 1, at, endedAt: at, input: null, port: 'out', output }],
  ])
  const birth: Birth = {
    steps,
    row: {
      id,
      flow_id: flowId,
      version_id: versionId,
      environment,
      trigger_id: triggerId,
      event_key: eventKey,
      cause,
      test,
      status: failure ? 'failed' : ours ? 'running' : 'queued',
      lease_owner: ours ? workerId : null,
      lease_token: 1,
      failure: failure ?? null,
      started_at: at.toISOString(),
      ended_at: failure ? at.toISOString() : null,
      subject,
      depth,
      guarded,
      alone,
    },
  }
  return { birth, driven: ours ? { id, leaseOwner: workerId, leaseToken: 1, environment, index, steps } : undefined }
}
