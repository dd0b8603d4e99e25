import { defineEnd } from '@tailorbird/flow/node/node-type'

export const nextItem = defineEnd({
  type: 'logic.next-item',
  title: 'Skip to next item',
  summary: 'Ends this turn of the loop; the next one begins.',
  group: 'Logic',
  icon: 'branch',
  role: 'next turn',
  keywords: ['continue', 'skip', 'loop', 'turn'],
  ends: 'turn',
  params: {},
})
