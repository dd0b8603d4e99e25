import { newId } from '@tailorbird/db/columns'
import type { History, Step } from '@tailorbird/flow/run/run'
import type { ClaimedRun } from '../execute/execute-run.ts'
import type { NewRun } from '../store/pending.ts'
import { concurrencyQueueOf } from '../wake/concurrency-queue.ts'
import type { RunRequest } from './run-request.ts'

/** A run that is about to be stored. */
export interface RequestedRun {
  newRun: NewRun
  /** To be executed here once it is stored; unset when it waits in the queue, or is over already. */
  claimed: ClaimedRun | undefined
}

interface Here {
  workerId: string
  /** Whether this process may execute the run itself. */
  hasCapacity: boolean
}

/** How long a run may take when its flow does not say: 30 days. Minutes. */
const LONGEST_MINUTES = 43_200

/** Makes the run of a request. While this process has capacity the run is stored with a lease of this process, and no job
 *  is queued for it. A run that must take turns with others waits in the queue until it is its turn. */
export function newRun(request: RunRequest, { workerId, hasCapacity }: Here): RequestedRun {
  const { flowId, versionId, environment, index, test, failure, parentRun, depth, startedBy } = request
  const at = new Date()
  const id = request.id ?? newId()
  const queue = concurrencyQueueOf(request)
  const isOurs = !failure && !queue && hasCapacity
  const history = historyOf(request, at)
  const minutes = index.graph.settings?.timeoutMinutes ?? LONGEST_MINUTES
  const deadline = new Date(at.getTime() + minutes * 60_000)
  const row: NewRun['row'] = {
    ...{ id, environment, test, depth, failure, cause: request.cause, subject: request.subject },
    ...{ flow_id: flowId, version_id: versionId, trigger_id: request.triggerId, event_key: request.eventKey },
    status: failure ? 'failed' : isOurs ? 'running' : 'queued',
    lease_owner: isOurs ? workerId : undefined,
    lease_token: 1,
    started_at: at.toISOString(),
    ended_at: failure ? at.toISOString() : undefined,
    deadline_at: deadline.toISOString(),
    ...{ parent_run: parentRun, root_run: request.rootRun, rerun_of: request.rerunOf, started_by: startedBy },
    ...{ queue: queue?.name, queue_width: queue?.width },
    ...{ guarded: request.guarded, alone: request.alone },
  }
  const claimed: ClaimedRun = {
    ...{ id, leaseOwner: workerId, leaseToken: 1, lastSeq: sizeOf(history), flowId, environment, test, depth },
    ...{ parentRun, rootRun: request.rootRun, startedBy, deadline, index, history },
  }
  return { newRun: { row, history }, claimed: isOurs ? claimed : undefined }
}

const sizeOf = (history: History) => [...history.values()].reduce((sum, steps) => sum + steps.size, 0)

/** What has happened when the run begins: the trigger's step, and what it takes over from the run it repeats. */
function historyOf({ nodeId, output, begins }: RunRequest, at: Date): History {
  const trigger: Step = { status: 'succeeded', attempt: 1, at, endedAt: at, input: null, port: 'out', output }
  return new Map([...(begins ?? []), ['', new Map([...(begins?.get('') ?? []), [nodeId, trigger]])]])
}
