import { field } from '@tailorbird/flow/fields/field'
import { type Labels, defineBranch } from '@tailorbird/flow/node/node-type'

/** Its other ways out stand in its parameter: see `portsOfNode`. */
const ports: Labels = { default: 'Otherwise' }

/** Named `switchNode` because `switch` is the language's. */
export const switchNode = defineBranch({
  type: 'logic.switch',
  title: 'Switch',
  summary: 'Goes the way of the first case that holds, or otherwise another.',
  group: 'Logic',
  icon: 'branch',
  role: 'switch',
  keywords: ['case', 'branch', 'decision', 'else if', 'route', 'condition'],
  params: {
    cases: field.cases({ label: 'Cases', hint: 'Asked from top to bottom; the first that holds is taken.' }),
  },
  ports,
  choose: ({ params: { cases }, holds }) => cases.find(({ condition }) => holds(condition))?.port ?? 'default',
})
