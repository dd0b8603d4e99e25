import { defineEnd } from '@tailorbird/flow/node/node-type'

export const leaveLoop = defineEnd({
  type: 'logic.leave-loop',
  title: 'Leave the loop',
  summary: 'Ends the loop; the flow goes on behind it.',
  group: 'Logic',
  icon: 'branch',
  keywords: ['break', 'exit', 'stop', 'loop'],
  ends: 'loop',
  params: {},
})
