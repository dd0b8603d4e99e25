import { newId } from '@tailorbird/db/columns'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { History, Step } from '@tailorbird/flow/run/run'
import type { Driven } from '../execute/drive-run.ts'
import { lineOf } from '../wake/lines.ts'
import type { RunDesk } from '../execute/run-desk.ts'
import type { Birth } from '../store/run-store.ts'

export interface Happening {
  /** Default: a new one. Given where the same happening must have the same run, such as a call. */
  id?: string
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
  /** The run that called it. */
  parentRun?: string
  /** The run it repeats. */
  rerunOf?: string
  /** The person who set it off, when it was one. */
  startedBy?: string | undefined
  /** Steps it begins with besides the trigger's. */
  begins?: History
  /** The event was broken: the run is kept as failed, so that somebody sees it. */
  failure?: FailureData
}

/** A run about to be born. */
export interface NewRun {
  birth: Birth
  /** To be walked here once it is on disk; unset when it waits in the queue, or is over already. */
  driven: Driven | undefined
}

/** How long a run may take when its flow does not say: 30 days. Minutes. */
const LONGEST_MINUTES = 43_200

/** Makes the run of a happening. While this process has room, the run is born in its hands: no job is queued for it.
 *  A run that must take turns with others waits in the queue until it is its turn. */
export function newRun(happening: Happening, desk: RunDesk, workerId: string): NewRun {
  const { flowId, versionId, environment, index, test, failure, parentRun, depth = 0 } = happening
  const at = new Date()
  const id = happening.id ?? newId()
  const line = lineOf(happening)
  const ours = !failure && !line && desk.hasRoom
  const history = historyOf(happening, at)
  const minutes = index.graph.settings?.timeoutMinutes ?? LONGEST_MINUTES
  const deadline = new Date(at.getTime() + minutes * 60_000)
  const birth: Birth = {
    history,
    row: {
      id,
      flow_id: flowId,
      version_id: versionId,
      environment,
      trigger_id: happening.triggerId,
      event_key: happening.eventKey,
      cause: happening.cause,
      test,
      status: failure ? 'failed' : ours ? 'running' : 'queued',
      lease_owner: ours ? workerId : undefined,
      lease_token: 1,
      failure,
      started_at: at.toISOString(),
      ended_at: failure ? at.toISOString() : undefined,
      parent_run: parentRun,
      rerun_of: happening.rerunOf,
      started_by: happening.startedBy,
      depth,
      line: line?.name,
      line_width: line?.width,
      subject: happening.subject,
      deadline_at: deadline.toISOString(),
      guarded: happening.guarded,
      alone: happening.alone ?? false,
    },
  }
  const held = {
    id,
    leaseOwner: workerId,
    leaseToken: 1,
    flowId,
    environment,
    test,
    depth,
    parentRun,
    startedBy: happening.startedBy,
    deadline,
    index,
    history,
  }
  return { birth, driven: ours ? held : undefined }
}

/** What has happened when it is born: the trigger's step, and what it takes over. */
function historyOf({ nodeId, output, begins }: Happening, at: Date): History {
  const trigger: Step = { status: 'succeeded', attempt: 1, at, endedAt: at, input: null, port: 'out', output }
  return new Map([...(begins ?? []), ['', new Map([...(begins?.get('') ?? []), [nodeId, trigger]])]])
}
