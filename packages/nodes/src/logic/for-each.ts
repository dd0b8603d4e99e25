import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineLoop } from '@tailorbird/flow/node/node-type'
import { said } from './words.ts'

export const forEach = defineLoop({
  type: 'logic.for-each',
  title: 'For each',
  summary: 'Does what stands inside once for every item of a list.',
  group: 'Logic',
  icon: 'repeat',
  role: 'for each',
  keywords: ['loop', 'list', 'repeat', 'items', 'iterate', 'parallel'],
  sentence: 'For each of {items}',
  params: {
    items: field.list({
      label: 'List',
      hint: 'A list or files that an earlier step found.',
      of: field.any({ label: 'Item', optional: true }),
    }),
    atOnce: field.number({
      label: 'At the same time',
      hint: '1: one after the other, in order.',
      min: 1,
      max: 20,
      integer: true,
      initial: 1,
      optional: true,
      advanced: true,
    }),
    onFailure: field.choice({
      label: 'When a turn fails',
      options: {
        stop: 'Stop the loop and fail',
        continue: 'Go on, and succeed',
        collect: 'Go on, and fail at the end',
      },
      initial: 'stop',
      optional: true,
      advanced: true,
    }),
    collect: field.any({
      label: 'Collect',
      hint: 'A value from inside the loop. After the loop there is a list with one for each item.',
      optional: true,
      inside: true,
    }),
  },
  output: {
    results: field.list({ label: 'What was collected', of: field.any({ label: 'Collected value', optional: true }) }),
    count: field.number({ label: 'How many turns' }),
    succeeded: field.number({ label: 'How many succeeded' }),
    failed: field.list({
      label: 'Turns that failed',
      of: field.object({
        label: 'Failed turn',
        fields: {
          index: field.number({ label: 'Position, from 0' }),
          message: field.text({ label: 'What went wrong' }),
        },
      }),
    }),
  },
  inside: {
    item: field.any({ label: 'Item', like: 'items' }),
    index: field.number({ label: 'Position, from 0' }),
    number: field.number({ label: 'Number, from 1' }),
    isFirst: field.yesNo({ label: 'Is the first' }),
    isLast: field.yesNo({ label: 'Is the last' }),
  },
  plan({ params: { items, atOnce = 1, onFailure = 'stop' } }) {
    if (items.length > MOST_TURNS) {
      throw new Failure(said('loop.too-long', { items: items.length, most: MOST_TURNS }), { field: 'items' })
    }
    return {
      turns: items.length,
      atOnce,
      onFailure,
      turn: (index) => ({
        item: items[index] ?? null,
        index,
        number: index + 1,
        isFirst: index === 0,
        isLast: index === items.length - 1,
      }),
    }
  },
  itemsOf: ({ items }) => items,
  result: ({ results, count, failures }) => ({
    results,
    count,
    succeeded: count - failures.length,
    failed: failures.map(({ turn, failure: { message } }) => ({ index: turn, message })),
  }),
})

const MOST_TURNS = 10_000
