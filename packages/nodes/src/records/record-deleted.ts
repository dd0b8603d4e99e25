import { defineTrigger } from '@tailorbird/flow/node/node-type'
import { asRecordSource, changeOutput, changeParams } from './change-params.ts'

export const recordDeleted = defineTrigger({
  type: 'records.deleted',
  title: 'Record deleted',
  summary: 'Starts a run when a record of a table is deleted.',
  group: 'Start',
  icon: 'bolt',
  keywords: ['remove', 'row', 'table', 'trigger'],
  sentence: 'When a record of {table} is deleted',
  source: 'record',
  on: ['deleted'],
  record: asRecordSource,
  params: changeParams,
  output: changeOutput,
})
