import { field } from '@tailorbird/flow/fields/field'
import { defineTrigger } from '@tailorbird/flow/node/node-type'

export const manual = defineTrigger({
  type: 'start.manual',
  title: 'Manual',
  summary: 'Starts a run when somebody presses Run.',
  group: 'Start',
  icon: 'hand',
  keywords: ['button', 'by hand', 'start', 'form', 'input'],
  sentence: 'When somebody presses Run',
  source: 'manual',
  params: {
    inputs: field.fieldList({
      label: 'Asks for',
      hint: 'Whoever starts the flow fills these in.',
      optional: true,
    }),
  },
  output: {
    input: field.object({ label: 'Input', fields: {}, fieldsFrom: 'inputs' }),
    by: field.text({ label: 'Started by' }),
  },
})
