import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { History } from '@tailorbird/flow/run/run'

/** The trigger node that a run begins with. */
interface RequestedTrigger {
  row: {
    /** Null where no trigger is deployed: a test, a call, a repetition. */
    id: string | null
    flowId: string
    versionId: string
    environment: string
    nodeId: string
  }
  index: GraphIndex
}

interface RequestedEvent {
  /** What the trigger puts out. */
  output: unknown
  /** What starts the run, for people. */
  cause: string
  /** Names the event: a key never starts a second run of the same trigger. Default: the event cannot come twice. */
  eventKey?: string | null
  /** Default: a new one. Given where the same event must have the same run, such as a call. */
  id?: string
  /** Default: no. */
  test?: boolean
  /** Stored only together with the record it comes from. Default: no. */
  guarded?: boolean
  /** The record it is about. */
  subject?: string
  /** Not started while a run of the same trigger about the same subject is under way. Default: no. */
  alone?: boolean
  /** How many runs that started one another come before it. Default: none. */
  depth?: number
  /** The run that called it, and the one at the top of all these calls. */
  parentRun?: string
  rootRun?: string
  /** The run it repeats. */
  rerunOf?: string
  /** The person who set it off, when it was one. */
  startedBy?: string | undefined
  /** Steps it begins with besides the trigger's. */
  begins?: History
  /** The event was broken: the run is stored as failed, so that somebody sees it. */
  failure?: FailureData
}

/** What is to run, and why. */
export interface RunRequest extends RequestedEvent {
  flowId: string
  versionId: string
  environment: string
  index: GraphIndex
  nodeId: string
  triggerId: string | null
  eventKey: string | null
  test: boolean
  guarded: boolean
  alone: boolean
  depth: number
}

/** Asks for a run of a trigger's version. Every run of this house begins with one of these. */
export function runRequest({ row, index }: RequestedTrigger, event: RequestedEvent): RunRequest {
  const { id: triggerId, flowId, versionId, environment, nodeId } = row
  return {
    ...{ eventKey: null, test: false, guarded: false, alone: false, depth: 0 },
    ...event,
    ...{ triggerId, flowId, versionId, environment, nodeId, index },
  }
}
