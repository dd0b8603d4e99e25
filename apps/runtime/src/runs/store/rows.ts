import type { FailureData } from '@tailorbird/flow/node/failure'
import type { Actor } from '@tailorbird/flow/node/node-type'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import type { ParkReason, RunStatus, Step, StepStatus } from '@tailorbird/flow/run/run'
import { said } from '../../words/said.ts'

/** Rows as they travel to the database inside one JSON parameter: snake case, times as ISO 8601. What a row does not
 *  have is left out rather than null: most columns of most rows are empty, and Postgres would parse each name of them. */
export interface RunRow {
  id: string
  flow_id: string
  version_id: string
  environment: string
  trigger_id?: string | null | undefined
  event_key?: string | null | undefined
  cause: string
  test: boolean
  status: RunStatus
  lease_owner?: string | null | undefined
  lease_token: number
  /** How it stands already, when it was parked or has ended before it was stored. */
  park_reason?: ParkReason | null | undefined
  park_until?: string | null | undefined
  park_connection?: string | null | undefined
  failure?: FailureData | null | undefined
  output?: Record<string, unknown> | null | undefined
  started_at: string
  ended_at?: string | null | undefined
  parent_run?: string | null | undefined
  root_run?: string | null | undefined
  depth: number
  rerun_of?: string | null | undefined
  started_by?: string | null | undefined
  queue?: string | null | undefined
  queue_width?: number | null | undefined
  subject?: string | null | undefined
  deadline_at?: string | null | undefined
  /** Only kept when the record it comes from is. */
  guarded: boolean
  /** Only kept while no run of this trigger about this subject is under way. */
  alone: boolean
}

export interface RunChange {
  id: string
  lease_owner: string
  lease_token: number
  status: RunStatus
  /** The worker lets go of the run. */
  release: boolean
  park_reason?: ParkReason | null | undefined
  park_until?: string | null | undefined
  park_connection?: string | null | undefined
  failure?: FailureData | null | undefined
  /** What it hands back to whoever called the flow. */
  output?: Record<string, unknown> | null | undefined
  ended_at?: string | null | undefined
}

export interface StepRow {
  run_id: string
  node_id: string
  path: string
  attempt: number
  /** The order of changes within the run. */
  seq: number
  status: StepStatus
  input?: unknown
  output?: unknown
  port?: string | null | undefined
  failure?: FailureData | null | undefined
  intent?: unknown
  intended_at?: string | null | undefined
  park_reason?: ParkReason | null | undefined
  park_until?: string | null | undefined
  wait_state?: unknown
  wakes?: string | null | undefined
  reused_from?: string | null | undefined
  started_at: string
  ended_at?: string | null | undefined
}

export interface LedgerRow {
  run_id: string
  node_id: string
  path: string
  attempt: number
  connection_id?: string | null | undefined
  account_id?: string | null | undefined
  what?: string | null | undefined
  summary?: string | null | undefined
  status: 'intended' | 'confirmed' | 'refused' | 'in doubt'
  external_id?: string | null | undefined
  at: string
}

/** A step as a row. What a kind of step does not have is null. */
export function stepRow(runId: string, seq: number, { nodeId, path }: StepRef, step: Step): StepRow {
  const all = step as Partial<Record<string, unknown>> & Step
  const time = (value: unknown) => (value instanceof Date ? value.toISOString() : undefined)
  return {
    run_id: runId,
    node_id: nodeId,
    path,
    attempt: step.attempt,
    seq,
    status: step.status,
    input: all['input'],
    output: all['output'],
    port: all['port'] as string | undefined,
    failure: all['failure'] as FailureData | undefined,
    intent: all['intent'],
    intended_at: time(all['intendedAt']),
    park_reason: all['reason'] as ParkReason | undefined,
    park_until: time(all['until']),
    wait_state: all['state'] ?? all['turnItems'],
    wakes: all['wakes'] as string | undefined,
    reused_from: step.reusedFrom,
    started_at: step.at.toISOString(),
    ended_at: time(all['endedAt']) ?? (step.status === 'skipped' ? step.at.toISOString() : undefined),
  }
}

/** What a stored step holds, in the words of the database handle. */
export interface StoredStep {
  nodeId: string
  path: string
  attempt: number
  status: StepStatus
  input: unknown
  output: unknown
  port: string | null
  failure: FailureData | null
  intent: unknown
  intendedAt: Date | null
  parkReason: ParkReason | null
  parkUntil: Date | null
  waitState: unknown
  wakes: string | null
  reusedFrom: string | null
  startedAt: Date
  endedAt: Date | null
}

/** The row back as a step. */
export function asStep(row: StoredStep, actor?: Actor): Step {
  return row.reusedFrom === null ? stepOf(row, actor) : { ...stepOf(row, actor), reusedFrom: row.reusedFrom }
}

function stepOf(row: StoredStep, actor: Actor | undefined): Step {
  const { attempt, input, intent, startedAt: at } = row
  const endedAt = row.endedAt ?? at
  const failure = row.failure ?? said('failure.unknown')
  const intendedAt = row.intendedAt ?? at
  switch (row.status) {
    case 'started':
      return { status: 'started', attempt, at, input }
    case 'intended':
      return { status: 'intended', attempt, at, input, intent, intendedAt, actor }
    case 'waiting':
      return {
        status: 'waiting',
        attempt,
        at,
        input,
        reason: row.parkReason ?? 'retry',
        until: row.parkUntil ?? undefined,
        failure: row.failure ?? undefined,
        ...(row.waitState !== null && { state: row.waitState }),
        wakes: row.wakes ?? undefined,
        ...(intent !== null && { intent, intendedAt, actor }),
      }
    case 'succeeded':
      return {
        ...{ status: 'succeeded', attempt, at, endedAt, input, port: row.port ?? 'out', output: row.output },
        ...(Array.isArray(row.waitState) && { turnItems: row.waitState }),
      }
    case 'failed':
      return { status: 'failed', attempt, at, endedAt, input, failure }
    case 'skipped':
      return { status: 'skipped', attempt: 0, at }
    case 'in doubt':
      return { status: 'in doubt', attempt, at, input, intent, intendedAt, actor, failure }
    case 'cancelled':
      return { status: 'cancelled', attempt, at, endedAt, input }
  }
}
