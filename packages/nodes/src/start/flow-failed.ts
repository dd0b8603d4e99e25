import { field } from '@tailorbird/flow/fields/field'
import { defineTrigger } from '@tailorbird/flow/node/node-type'

export const flowFailed = defineTrigger({
  type: 'start.flow-failed',
  title: 'A flow failed',
  summary: 'Starts a run when a run of a flow fails that names this one in its settings.',
  group: 'Start',
  keywords: ['error', 'failure', 'alert', 'on failure', 'trouble'],
  sentence: 'When a run of another flow fails',
  source: 'failure',
  params: {},
  output: {
    flowName: field.text({ label: 'Flow' }),
    flowId: field.text({ label: 'Id of the flow' }),
    runId: field.text({ label: 'Id of the run' }),
    environment: field.text({ label: 'Environment' }),
    message: field.text({ label: 'What went wrong' }),
    code: field.text({ label: 'Code of the failure' }),
    node: field.text({ label: 'Node that failed', optional: true }),
    startedAt: field.moment({ label: 'Run started at' }),
    link: field.text({ label: 'Link to the run' }),
  },
})
