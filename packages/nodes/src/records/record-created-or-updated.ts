import { defineTrigger } from '@tailorbird/flow/node/node-type'
import { asRecordSource, changeOutput, changeParams, updateParams } from './change-params.ts'

export const recordCreatedOrUpdated = defineTrigger({
  type: 'records.created-or-updated',
  title: 'Record created or updated',
  summary: 'Starts a run when a record is added to a table or changed there.',
  group: 'Start',
  icon: 'bolt',
  keywords: ['new', 'insert', 'change', 'edit', 'upsert', 'row', 'table', 'trigger'],
  sentence: 'When a record is added to {table} or changed there',
  source: 'record',
  on: ['created', 'updated'],
  record: asRecordSource,
  params: { ...changeParams, ...updateParams },
  output: changeOutput,
})
