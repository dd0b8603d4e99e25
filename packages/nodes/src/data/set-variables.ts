import { field } from '@tailorbird/flow/fields/field'
import { defineAction } from '@tailorbird/flow/node/node-type'

/** Appending and adding have happened before `run` is asked: it is handed the final values, so running it again after a
 *  crash adds nothing twice. */
export const setVariables = defineAction({
  type: 'data.set-variables',
  title: 'Set variables',
  summary: 'Keeps values under a name that the whole flow sees, also out of a loop.',
  group: 'Data',
  icon: 'braces',
  keywords: ['variable', 'count', 'append', 'add', 'sum', 'collect', 'assign'],
  effect: 'reads',
  assigns: true,
  params: {
    variables: field.assignments({ label: 'Variables', ways: true }),
  },
  output: {},
  run: async ({ params: { variables } }) => variables,
})
