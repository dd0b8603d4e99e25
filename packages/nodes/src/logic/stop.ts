import { field } from '@tailorbird/flow/fields/field'
import { defineEnd } from '@tailorbird/flow/node/node-type'
import { said } from './words.ts'

export const stop = defineEnd({
  type: 'logic.stop',
  title: 'Stop the run',
  summary: 'Ends the run here, as a success or as a failure.',
  group: 'Logic',
  icon: 'stop',
  keywords: ['end', 'terminate', 'return', 'abort', 'finish', 'fail', 'output'],
  sentence: 'Stop the run as {outcome}',
  ends: 'run',
  params: {
    outcome: field.choice({
      label: 'The run has',
      options: { success: 'Succeeded', failure: 'Failed' },
      initial: 'success',
    }),
    message: field.text({
      label: 'What went wrong',
      hint: 'Shown in the run, and handed to the flow that handles failures.',
      maxLength: 500,
      shownWhen: { outcome: ['failure'] },
    }),
    output: field.assignments({
      label: 'Hand back',
      hint: 'Values for the flow that called this one.',
      optional: true,
      shownWhen: { outcome: ['success'] },
    }),
  },
  verdict: ({ params: { outcome, message, output } }) =>
    outcome === 'failure'
      ? { failure: message === undefined ? said('flow.stopped-silently') : said('flow.stopped', { message }) }
      : { output: { ...output } },
})
