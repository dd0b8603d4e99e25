import { field } from '@tailorbird/flow/fields/field'
import { defineBranch } from '@tailorbird/flow/node/node-type'

/** Named `ifNode` because `if` is the language's. */
export const ifNode = defineBranch({
  type: 'logic.if',
  title: 'If',
  summary: 'Goes one way when a condition holds, the other way when it does not.',
  group: 'Logic',
  icon: 'branch',
  keywords: ['condition', 'branch', 'decision', 'filter'],
  sentence: 'If {condition}',
  params: {
    condition: field.condition({ label: 'Condition' }),
  },
  ports: { yes: 'Yes', no: 'No' },
  choose: ({ params, holds }) => (holds(params.condition) ? 'yes' : 'no'),
})
