import { field } from '@tailorbird/flow/fields/field'
import { defineAction } from '@tailorbird/flow/node/node-type'

export const setValues = defineAction({
  type: 'data.set-values',
  title: 'Set values',
  summary: 'Gives names to values, so that later steps can use them.',
  group: 'Data',
  icon: 'braces',
  keywords: ['assign', 'map', 'fields', 'compose', 'rename'],
  effect: 'reads',
  params: {
    values: field.assignments({ label: 'Values' }),
  },
  output: {
    values: field.object({ label: 'Values', fields: {}, fieldsFrom: 'values' }),
  },
  run: async ({ params: { values } }) => ({ values }),
})
