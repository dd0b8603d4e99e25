import { field } from '@tailorbird/flow/fields/field'
import { defineTrigger } from '@tailorbird/flow/node/node-type'
import { asRecordSource, changeParams } from './change-params.ts'

export const recordCreated = defineTrigger({
  type: 'records.created',
  title: 'Record created',
  summary: 'Starts a run when a record is added to a table.',
  group: 'Start',
  icon: 'table-add',
  keywords: ['new', 'insert', 'row', 'table', 'trigger'],
  sentence: 'When a record is added to {table}',
  source: 'record',
  on: ['created'],
  record: asRecordSource,
  params: changeParams,
  output: {
    record: field.record({ label: 'Record', tableFrom: 'table' }),
  },
})
