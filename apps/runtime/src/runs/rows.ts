import type { FailureData } from '@tailorbird/flow/node/failure'
import type { ParkReason, RunStatus, Step, StepStatus } from '@tailorbird/flow/run/run'

/** Rows as they travel to the database inside one JSON parameter: snake case, times as ISO 8601. */
export interface RunRow {
  id: string
  flow_id: string
  version_id: string
  environment: string
  trigger_id: string | null
  event_key: string | null
  cause: string
  test: boolean
  status: RunStatus
  lease_owner: string | null
  lease_token: number
  failure: FailureData | null
  started_at: string
  ended_at: string | null
  subject: string | null
  depth: number
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
  park_reason: ParkReason | null
  park_until: string | null
  park_connection: string | null
  failure: FailureData | null
  ended_at: string | null
}

export interface StepRow {
  run_id: string
  node_id: string
  path: string
  attempt: number
  status: StepStatus
  input: unknown
  output: unknown
  port: string | null
  failure: FailureData | null
  intent: unknown
  intended_at: string | null
  park_reason: ParkReason | null
  park_until: string | null
  started_at: string
  ended_at: string | null
}

export interface LedgerRow {
  run_id: string
  node_id: string
  path: string
  attempt: number
  connection_id: string | null
  account_id: string | null
  what: string | null
  summary: string | null
  status: 'intended' | 'confirmed' | 'refused' | 'in doubt'
  external_id: string | null
  at: string
}

/** A step as a row. What a kind of step does not have is null. */
export function stepRow(runId: string, nodeId: string, step: Step): StepRow {
  const all = step as Partial<Record<string, unknown>> & Step
  const time = (value: unknown) => (value instanceof Date ? value.toISOString() : null)
  return {
    run_id: runId,
    node_id: nodeId,
    path: '',
    attempt: step.attempt,
    status: step.status,
    input: all['input'] ?? null,
    output: all['output'] ?? null,
    port: (all['port'] as string | undefined) ?? null,
    failure: (all['failure'] as FailureData | undefined) ?? null,
    intent: all['intent'] ?? null,
    intended_at: time(all['intendedAt']),
    park_reason: (all['reason'] as ParkReason | undefined) ?? null,
    park_until: time(all['until']),
    started_at: step.at.toISOString(),
    ended_at: time(all['endedAt']) ?? (step.status === 'skipped' ? step.at.toISOString() : null),
  }
}

/** What a stored step holds, in the words of the database handle. */
export interface StoredStep {
  nodeId: string
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
  startedAt: Date
  endedAt: Date | null
}

/** The row back as a step. */
export function asStep(row: StoredStep): Step {
  const { attempt, input, intent, startedAt: at } = row
  const endedAt = row.endedAt ?? at
  const failure = row.failure ?? { code: 'unknown', message: 'No reason was kept.' }
  const intendedAt = row.intendedAt ?? at
  switch (row.status) {
    case 'started':
      return { status: 'started', attempt, at, input }
    case 'intended':
      return { status: 'intended', attempt, at, input, intent, intendedAt }
    case 'waiting':
      return {
        status: 'waiting',
        attempt,
        at,
        input,
        reason: row.parkReason ?? 'retry',
        until: row.parkUntil ?? undefined,
        failure: row.failure ?? undefined,
        ...(intent !== null && { intent, intendedAt }),
      }
    case 'succeeded':
      return { status: 'succeeded', attempt, at, endedAt, input, port: row.port ?? 'out', output: row.output }
    case 'failed':
      return { status: 'failed', attempt, at, endedAt, input, failure }
    case 'skipped':
      return { status: 'skipped', attempt: 0, at }
    case 'in doubt':
      return { status: 'in doubt', attempt, at, input, intent, intendedAt, failure }
    case 'cancelled':
      return { status: 'cancelled', attempt, at, endedAt, input }
  }
}
