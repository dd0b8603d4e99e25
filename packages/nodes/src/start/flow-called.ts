import { field } from '@tailorbird/flow/fields/field'
import { defineTrigger } from '@tailorbird/flow/node/node-type'

export const flowCalled = defineTrigger({
  type: 'start.flow-called',
  title: 'Flow called',
  summary: 'Starts a run when another flow calls this one.',
  group: 'Start',
  icon: 'route',
  keywords: ['sub-flow', 'subflow', 'call', 'reuse', 'function'],
  sentence: 'When another flow calls this one',
  source: 'call',
  params: {
    inputs: field.fieldList({
      label: 'Asks for',
      hint: 'The flow that calls this one fills these in.',
      optional: true,
    }),
  },
  output: {
    input: field.object({ label: 'Input', fields: {}, fieldsFrom: 'inputs' }),
  },
})
