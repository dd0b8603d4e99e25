import { useQuery } from '@tanstack/react-query'
import type { TestEvent } from '@tailorbird/contract/runs'
import type { Table } from '@tailorbird/contract/tables'
import type { TableRecord } from '@tailorbird/contract/records'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { useEffect } from 'react'
import { api } from '../../../api/client.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'

export interface ChosenEvent {
  /** Undefined until there is something to begin with. */
  event: TestEvent | undefined
  tableId: string | undefined
  records: readonly TableRecord[] | undefined
  /** `MADE_UP` when the record is made by hand. */
  recordId: string | undefined
  chooseRecord(id: string): void
  /** By the keys of the trigger's output; for a made-up record by the keys of its table. */
  sample: Readonly<Record<string, unknown>>
  setSample(sample: Record<string, unknown>): void
}

/** Chosen in place of a record that exists. */
export const MADE_UP = 'made-up'

/** What a test begins with: a record of the trigger's table, or a sample of what the trigger puts out.
 *  Whatever is chosen is also what data pills are previewed with. */
export function useChosenEvent(trigger: GraphNode | undefined): ChosenEvent {
  const store = useEditorStore()
  const workspace = useEditor((editor) => editor.workspace)
  const { recordId, sample } = useEditor((editor) => editor.testWith)
  const lastId = useEditor((editor) => (trigger ? recordIdIn(editor.sample[trigger.id]) : undefined))
  const type = trigger && surroundingsOf(workspace).nodeType(trigger.type)
  const isRecord = type?.source === 'record'
  const tableId = trigger && isRecord ? tableOf(trigger) : undefined
  const table = workspace.tables.find(({ id }) => id === tableId)
  const records = useQuery({
    queryKey: ['records', 'to-test', tableId],
    queryFn: () => (tableId === undefined ? undefined : api.records.list({ tableId, limit: 25 })),
    enabled: tableId !== undefined,
  }).data?.records
  const find = (id: string | undefined) => records?.find((candidate) => candidate.id === id)
  const isMadeUp = isRecord && (recordId === MADE_UP || records?.length === 0)
  const record = isMadeUp ? undefined : (find(recordId) ?? find(lastId) ?? records?.[0])

  const begin = (output: unknown) => {
    const { sample: before, graph } = store.getState()
    const node = graph.nodes.find(({ id }) => id === trigger?.id)
    // What later nodes put out for another record would only mislead.
    if (node && JSON.stringify(before[node.id]) !== JSON.stringify(output))
      store.setState({ sample: { [node.id]: output } })
  }
  const chooseRecord = (id: string) => {
    store.setState({ testWith: { ...store.getState().testWith, recordId: id } })
    const chosen = find(id)
    if (type) begin(chosen ? outputFor(valueOf(chosen), type) : outputFor(madeUp(sample, table), type))
  }
  const setSample = (next: Record<string, unknown>) => {
    store.setState({ testWith: { ...store.getState().testWith, sample: next } })
    begin(isMadeUp && type ? outputFor(madeUp(next, table), type) : next)
  }
  // Before anything was chosen, the record that stands there first is good enough for previews.
  const isNew = lastId === undefined && record !== undefined
  useEffect(() => {
    if (isNew && type && trigger)
      store.setState({ sample: { ...store.getState().sample, [trigger.id]: outputFor(valueOf(record), type) } })
  }, [isNew, record, type, trigger, store])

  const eventNow = (): TestEvent | undefined => {
    if (!type) return undefined
    if (isMadeUp) return { sample: JSON.parse(JSON.stringify(outputFor(madeUp(sample, table), type))) }
    if (isRecord) return record && { recordId: record.id }
    return { sample: JSON.parse(JSON.stringify(sample)) }
  }
  return {
    event: eventNow(),
    tableId,
    records,
    recordId: isMadeUp ? MADE_UP : record?.id,
    chooseRecord,
    sample,
    setSample,
  }
}

/** What the trigger would put out for a record. */
function outputFor(record: object, { output }: NodeDescription): Record<string, unknown> {
  const key = Object.entries(output ?? {}).find(([, field]) => field.kind === 'record')?.[0]
  return key === undefined ? {} : { [key]: record }
}

const valueOf = ({ id, tableId, createdAt, updatedAt, values }: TableRecord) => ({
  id,
  tableId,
  createdAt,
  updatedAt,
  ...values,
})

/** It has an id like any record, of which nothing is known. */
const madeUp = (values: Readonly<Record<string, unknown>>, table: Table | undefined) => ({
  id: '00000000-0000-7000-8000-000000000000',
  createdAt: BEGIN,
  updatedAt: BEGIN,
  // What is left blank is there and empty, as in a record that somebody fills in.
  ...Object.fromEntries((table?.fields ?? []).map(({ key, kind }) => [key, kind === 'attachments' ? [] : null])),
  ...values,
})
const BEGIN = '2026-01-01T00:00:00.000Z'

function recordIdIn(output: unknown): string | undefined {
  const records = typeof output === 'object' && output !== null ? Object.values(output) : []
  const found: unknown = records.find((value) => typeof value === 'object' && value !== null && 'id' in value)
  return typeof found === 'object' && found !== null && 'id' in found ? String(found.id) : undefined
}

function tableOf({ params }: GraphNode): string | undefined {
  const binding = params['table']
  return binding && 'fixed' in binding && typeof binding.fixed === 'string' && binding.fixed !== ''
    ? binding.fixed
    : undefined
}
