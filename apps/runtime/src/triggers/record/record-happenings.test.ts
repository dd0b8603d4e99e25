import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import type { FlowSettings } from '@tailorbird/flow/graph/graph'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { expect, test } from 'vitest'
import { type RecordTrigger, asRecordTrigger } from './record-triggers.ts'
import { type RecordEvent, recordHappenings } from './record-happenings.ts'

const FLOW = '0198a000-0000-7000-8000-000000000001'
const OTHER = '0198a000-0000-7000-8000-000000000002'
const RUN = '0198a000-0000-7000-8000-000000000003'

/** A trigger "Record updated" as it stands at work. */
function armed(settings: FlowSettings = {}, params: Record<string, { fixed: string | string[] }> = {}): RecordTrigger {
  const type = nodeType('records.updated')
  if (type?.kind !== 'trigger') throw new Error('There is no such trigger.')
  const at = { id: 'start', label: '', position: { x: 0, y: 0 } }
  const graph = {
    format: 'tailorbird.flow/2' as const,
    nodes: [{ ...at, type: type.type, params }],
    edges: [],
    settings,
  }
  const identity = { id: 'trigger', flowId: FLOW, environment: 'production', nodeId: 'start', versionId: 'version' }
  const looks = { cursor: null, lastAt: null, nextAt: null, trouble: null, failures: 0 }
  const rests = { pausedAt: null, pausedWhy: null, leaseOwner: null, leaseUntil: null, leaseToken: 0 }
  const row = {
    ...identity,
    ...looks,
    ...rests,
    ...{ type: type.type, source: type.source, tableId: 'table', enabled: true },
  }
  const index = indexGraph(graph)
  const node = index.node.get('start')
  const trigger = node && asRecordTrigger({ row, index, type, node })
  if (!trigger) throw new Error('It is no trigger of records.')
  return trigger
}

const event: RecordEvent = {
  on: 'updated',
  tableId: 'table',
  tableName: 'Announcements',
  record: { id: 'r', title: 'B' },
  previous: { id: 'r', title: 'A' },
  changedFields: [{ field: 'title', label: 'Title', previous: 'A', current: 'B' }],
  revision: 2,
}
const by = (flowId: string, depth = 0): RecordEvent => ({ ...event, causedBy: { flowId, runId: RUN, depth } })

test('a flow is not started by what its own run did, unless it may start itself', () => {
  expect(recordHappenings([armed()], event)).toMatchObject([{ eventKey: 'r:2', subject: 'r', depth: 0 }])
  expect(recordHappenings([armed()], by(FLOW))).toEqual([])
  expect(recordHappenings([armed()], by(OTHER, 3))).toMatchObject([{ depth: 4 }])
  expect(recordHappenings([armed({ mayStartItself: true })], by(FLOW))).toMatchObject([{ depth: 1 }])
})

test('runs that start one another end in a failure that somebody sees', () => {
  const [last] = recordHappenings([armed()], by(OTHER, 19))
  expect(last?.failure).toBeUndefined()
  const [tooDeep] = recordHappenings([armed()], by(OTHER, 20))
  expect(tooDeep?.failure?.code).toBe('trigger.too-deep')
})

test('a unique change is known by the new values of the fields that are looked at', () => {
  const trigger = armed({}, { strategy: { fixed: 'unique' }, fields: { fixed: ['title'] } })
  const keyOf = (changed: RecordEvent) => recordHappenings([trigger], changed)[0]?.eventKey
  const body = { field: 'body', label: 'Body', previous: null, current: 'Text' }
  expect(keyOf({ ...event, revision: 9, changedFields: [...event.changedFields, body] })).toBe(keyOf(event))
  expect(keyOf({ ...event, changedFields: [body] })).toBeUndefined()
})

test('only what a trigger is for starts it, and a change of nothing starts none', () => {
  expect(recordHappenings([armed()], { ...event, on: 'created' })).toEqual([])
  expect(recordHappenings([armed()], { ...event, changedFields: [] })).toEqual([])
})
