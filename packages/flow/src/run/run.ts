import { z } from 'zod'
import type { Actor } from '../node/node-type.ts'
import type { FailureData } from '../node/failure.ts'
import { RUN_STATUSES } from './run-status.ts'

export const RunStatus = z.enum(RUN_STATUSES)
export type RunStatus = z.infer<typeof RunStatus>

/** Why a run is parked. It holds no worker meanwhile. */
export const ParkReason = z.enum([
  'retry',
  'rate limit',
  'verifying',
  'connection',
  'in doubt',
  'wait',
  'approval',
  'call',
  'throttle',
  'account',
])
export type ParkReason = z.infer<typeof ParkReason>

export const StepStatus = z.enum([
  'started',
  'intended',
  'waiting',
  'succeeded',
  'failed',
  'skipped',
  'in doubt',
  'cancelled',
])
export type StepStatus = z.infer<typeof StepStatus>

/** What has happened to one node of one run. No step: nothing yet.
 *  `started`: begun, nothing outside has changed. `intended`: a write was begun and may have happened. */
export type Step = (
  | { status: 'started'; attempt: number; at: Date; input: unknown }
  | ({ status: 'intended'; attempt: number; at: Date; input: unknown } & Intent)
  | {
      status: 'waiting'
      attempt: number
      at: Date
      input: unknown
      /** Unset: until something outside wakes it. */
      until?: Date | undefined
      reason: ParkReason
      failure?: FailureData | undefined
      /** These are set while a write is in doubt and is being looked for. */
      intent?: unknown
      intendedAt?: Date | undefined
      actor?: Actor | undefined
      /** The connection it waits for, when it waits for one. */
      connectionId?: string | undefined
      /** What a waiting node keeps between two looks. */
      state?: unknown
      /** What wakes it besides time, e.g. `record:<id>`. */
      wakes?: string | undefined
    }
  | {
      status: 'succeeded'
      attempt: number
      at: Date
      endedAt: Date
      input: unknown
      port: string
      output: unknown
      /** Set while a reused result waits for the turn with the same item: the items of the turns around it, from outside
       *  inwards. */
      turnItems?: readonly unknown[] | undefined
    }
  | { status: 'failed'; attempt: number; at: Date; endedAt: Date; input: unknown; failure: FailureData }
  | { status: 'skipped'; attempt: 0; at: Date }
  | ({ status: 'in doubt'; attempt: number; at: Date; input: unknown; failure: FailureData } & Intent)
  | { status: 'cancelled'; attempt: number; at: Date; endedAt: Date; input: unknown }
) & {
  /** The run whose result this is, when it is reused. */
  reusedFrom?: string | undefined
}

/** What a write is about to do, kept durably before it does it. */
export interface Intent {
  intent: unknown
  intendedAt: Date
  /** The account it was intended for, by the connection of that time: looking for it and sending it again use these,
   *  wherever the alias leads by then. The post ledger keeps them. */
  actor?: Actor | undefined
}

/** The latest step of each node, of one turn of one loop or outside all loops. */
export type Steps = ReadonlyMap<string, Step>

/** Steps by path; the path of what stands outside all loops is empty. */
export type History = ReadonlyMap<string, Steps>

/** Nothing more will happen to this node. */
export function isSettled(step: Step | undefined) {
  const status = step?.status
  return status === 'succeeded' || status === 'failed' || status === 'skipped' || status === 'cancelled'
}

/** A failure is just another way out. Undefined: the node was not left. */
export function portTaken(step: Step): string | undefined {
  if (step.status === 'succeeded') return step.port
  return step.status === 'failed' ? 'error' : undefined
}
