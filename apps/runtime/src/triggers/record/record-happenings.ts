import { createHash } from 'node:crypto'
import type { RecordValue } from '@tailorbird/flow/fields/record-value'
import type { RecordChange } from '@tailorbird/flow/node/node-type'
import type { FailureData } from '@tailorbird/flow/node/failure'
import { type RunRequest, runRequest } from '../../runs/start/run-request.ts'
import type { ArmedTrigger } from '../armed/armed-trigger.ts'
import { type RecordTrigger, wants } from './record-triggers.ts'
import { said } from '../../words/said.ts'

export interface ChangedField {
  /** Its key. */
  field: string
  label: string
  previous: unknown
  current: unknown
}

/** What became of a record. */
export interface RecordEvent {
  on: RecordChange
  tableId: string
  tableName: string
  record: RecordValue
  previous: RecordValue
  changedFields: readonly ChangedField[]
  revision: number
  /** The run that did it. */
  causedBy?: CausedBy | undefined
  /** The person who did it. */
  by?: string | undefined
}

export interface CausedBy {
  flowId: string
  runId: string
  depth: number
}

/** Runs that start one another stop here: by then it is a circle. */
const DEEPEST = 20

/** The runs that a change of a record starts. */
export function recordHappenings(armed: readonly RecordTrigger[], event: RecordEvent): RunRequest[] {
  return armed.flatMap((trigger) => {
    if (!trigger.on.includes(event.on) || startsItself(trigger, event)) return []
    const place = eventPlace(trigger, event)
    if (!place) return []
    const output = outputOf(trigger, event)
    const wanted = wants(trigger, output)
    if (wanted === false) return []
    const depth = event.causedBy ? event.causedBy.depth + 1 : 0
    const failure = depth > DEEPEST ? TOO_DEEP : wanted === true ? undefined : wanted
    const cause = `Record ${event.on} ${event.on === 'deleted' ? 'from' : 'in'} ${event.tableName}`
    return [
      runRequest(trigger, {
        ...{ output, depth, ...place, cause, guarded: true },
        ...{ subject: event.record.id, startedBy: event.by },
        ...(failure && { failure }),
      }),
    ]
  })
}

/** A flow is not started by what its own run did, unless its author wants that. */
const startsItself = ({ row, index }: ArmedTrigger, { causedBy }: RecordEvent) =>
  causedBy?.flowId === row.flowId && index.graph.settings?.mayStartItself !== true

/** What names the event, so that it starts one run; undefined when the trigger does not mind this change. */
function eventPlace({ record }: RecordTrigger, event: RecordEvent): { eventKey: string; alone?: true } | undefined {
  const { id } = event.record
  if (event.on === 'created') return { eventKey: id }
  if (event.on === 'deleted') return { eventKey: `${id}:deleted` }
  const { strategy, fields } = record
  const changed = event.changedFields.filter(({ field }) => fields.length === 0 || fields.includes(field))
  if (changed.length === 0) return undefined
  const eventKey = `${id}:${event.revision}`
  switch (strategy) {
    case 'once':
      return { eventKey: id }
    case 'unique':
      return { eventKey: `${id}:${fingerprint(changed)}` }
    case 'idle':
      return { eventKey, alone: true }
    case 'every':
      return { eventKey }
  }
}

const fingerprint = (changed: readonly ChangedField[]) =>
  createHash('sha256')
    .update(JSON.stringify(changed.map(({ field, current }) => [field, current])))
    .digest('hex')

function outputOf({ type }: ArmedTrigger, { record, previous, changedFields }: RecordEvent) {
  return 'previous' in type.output ? { record, previous, changed_fields: changedFields } : { record }
}

const TOO_DEEP: FailureData = said('trigger.too-deep', { deepest: DEEPEST })
