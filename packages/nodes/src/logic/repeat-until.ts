import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineLoop } from '@tailorbird/flow/node/node-type'
import { said } from './words.ts'

export const repeatUntil = defineLoop({
  type: 'logic.repeat-until',
  title: 'Repeat until',
  summary: 'Does what stands inside at least once, and again until a condition holds.',
  group: 'Logic',
  icon: 'rotate',
  role: 'repeat',
  keywords: ['loop', 'while', 'do until', 'poll', 'again', 'go back', 'retry from here', 'loop back'],
  sentence: 'Repeat until {until}',
  params: {
    until: field.condition({
      label: 'Until',
      hint: 'Asked after each turn; it may use what the steps inside put out.',
      inside: true,
    }),
    most: field.number({
      label: 'At most',
      unit: 'turns',
      min: 1,
      max: 1000,
      integer: true,
      initial: 10,
      optional: true,
    }),
    usedUp: field.choice({
      label: 'When that was not enough',
      options: { goOn: 'Go on by “When done”', giveUp: 'Leave by “Gave up”', fail: 'Fail' },
      initial: 'goOn',
      optional: true,
    }),
    collect: field.any({
      label: 'Collect',
      hint: 'A value from inside the loop. After the loop there is a list with one for each turn.',
      optional: true,
      inside: true,
    }),
  },
  output: {
    count: field.number({ label: 'How many turns' }),
    results: field.list({ label: 'What was collected', of: field.any({ label: 'Collected value', optional: true }) }),
    met: field.yesNo({ label: 'Ended because the condition held' }),
  },
  ports: { gaveUp: 'Gave up' },
  keepsLast: true,
  inside: {
    index: field.number({ label: 'Position, from 0' }),
    number: field.number({ label: 'Number, from 1' }),
  },
  plan: ({ params: { most = 10 } }) => ({
    turns: most,
    atOnce: 1,
    onFailure: 'stop',
    turn: (index) => ({ index, number: index + 1 }),
  }),
  goesOn: ({ params, holds }) => !holds(params.until),
  result: ({ count, results, left }) => ({ count, results, met: left }),
  leaveBy({ count, left }, { usedUp = 'goOn' }) {
    if (left || usedUp === 'goOn') return 'out'
    if (usedUp === 'giveUp') return 'gaveUp'
    throw new Failure(said('loop.gave-up', { count }))
  },
})
