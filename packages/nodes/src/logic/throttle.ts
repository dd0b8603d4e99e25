import { field } from '@tailorbird/flow/fields/field'
import { defineWait } from '@tailorbird/flow/node/node-type'
import { keyText } from './key-text.ts'

export const throttle = defineWait({
  type: 'logic.throttle',
  title: 'Slow down',
  summary: 'Lets at most one run pass in a span of time; the others wait for their turn.',
  group: 'Logic',
  icon: 'gauge',
  keywords: ['throttle', 'rate limit', 'spacing', 'queue', 'pace', 'delay'],
  sentence: 'At most one every {every}',
  uses: ['spacing'],
  params: {
    every: field.duration({ label: 'At most one every', min: 1, max: 30 * 86_400, initial: 60 }),
    key: field.any({
      label: 'Counted for each',
      hint: 'For example the account. Empty: all runs of this flow are counted together.',
      optional: true,
      advanced: true,
    }),
  },
  output: { passedAt: field.moment({ label: 'Time of its turn' }) },
  async look({ params: { every, key }, services, now }) {
    const turn = await services.spacing.turnAt(keyText(key), every)
    return turn <= now()
      ? { leaveBy: 'out', output: { passedAt: turn.toISOString() } }
      : { until: turn, reason: 'throttle', state: null }
  },
})
