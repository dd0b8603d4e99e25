import { defineTrigger } from '@tailorbird/flow/node/node-type'

export const manual = defineTrigger({
  type: 'start.manual',
  title: 'Manual',
  summary: 'Starts a run when somebody presses Run.',
  group: 'Start',
  keywords: ['button', 'by hand', 'start'],
  sentence: 'When somebody presses Run',
  source: 'manual',
  params: {},
  output: {},
})
