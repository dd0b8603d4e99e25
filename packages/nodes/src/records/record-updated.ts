import { defineTrigger } from '@tailorbird/flow/node/node-type'
import { asRecordSource, changeOutput, changeParams, updateParams } from './change-params.ts'

export const recordUpdated = defineTrigger({
  type: 'records.updated',
  title: 'Record updated',
  summary: 'Starts a run when a record of a table is changed.',
  group: 'Start',
  icon: 'bolt',
  keywords: ['change', 'edit', 'row', 'table', 'trigger', 'modified'],
  sentence: 'When a record of {table} is changed',
  source: 'record',
  on: ['updated'],
  record: asRecordSource,
  params: { ...changeParams, ...updateParams },
  output: changeOutput,
})
