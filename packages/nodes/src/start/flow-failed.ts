import { field } from '@tailorbird/flow/fields/field'
import { defineTrigger } from '@tailorbird/flow/node/node-type'
import { firesBetween, nextFires } from './next-fires.ts'

export const flowFailed = defineTrigger({
  type: 'start.flow-failed',
  title: 'A flow failed',
  summary:
    'Starts a run when a run of a flow fails that names this one in its settings: for each failure, or once for many.',
  group: 'Start',
  icon: 'alert',
  keywords: ['error', 'failure', 'alert', 'on failure', 'trouble', 'digest', 'summary'],
  sentence: 'When a run of another flow fails',
  source: 'failure',
  params: {
    mode: field.choice({
      label: 'Start a run',
      hint: 'A digest collects failures and starts one run with their list. Without failures it starts none.',
      options: { each: 'For each failure', digest: 'Once for many: a digest' },
      initial: 'each',
      optional: true,
    }),
    digestAt: field.schedule({
      label: 'Digest',
      hint: 'For example every hour, or each morning.',
      shownWhen: { mode: ['digest'] },
    }),
  },
  output: {
    flowName: field.text({ label: 'Flow', hint: 'In a digest: the flows, with how often each has failed.' }),
    flowId: field.text({ label: 'Id of the flow', hint: 'In a digest: of the latest failure.' }),
    runId: field.text({ label: 'Id of the run', hint: 'In a digest: of the latest failure.' }),
    environment: field.text({ label: 'Environment' }),
    message: field.text({ label: 'What went wrong' }),
    code: field.text({ label: 'Code of the failure' }),
    node: field.text({ label: 'Node that failed', optional: true }),
    startedAt: field.moment({ label: 'Run started at' }),
    link: field.text({ label: 'Link to the run' }),
    count: field.number({ label: 'How many failures' }),
    failures: field.list({
      label: 'Failures',
      hint: 'Oldest first. Of very many, the latest 200.',
      of: field.object({
        label: 'Failure',
        fields: {
          flowName: field.text({ label: 'Flow' }),
          flowId: field.text({ label: 'Id of the flow' }),
          runId: field.text({ label: 'Id of the run' }),
          message: field.text({ label: 'What went wrong' }),
          code: field.text({ label: 'Code of the failure' }),
          node: field.text({ label: 'Node that failed', optional: true }),
          startedAt: field.moment({ label: 'Run started at' }),
          link: field.text({ label: 'Link to the run' }),
        },
      }),
    }),
  },
  digest({ mode, digestAt }) {
    if (mode !== 'digest' || !digestAt) return undefined
    return {
      between: (after, until) => firesBetween(digestAt, after, until),
      nextAfter: (after) => nextFires(digestAt, after, 1)[0],
    }
  },
})
