import { field } from '@tailorbird/flow/fields/field'
import { defineWait } from '@tailorbird/flow/node/node-type'
import { z } from 'zod'
import { keyText } from './key-text.ts'

/** How long until the next look when the step was not written down yet at the one before. */
const AGAIN_MS = 250

export const collect = defineWait({
  type: 'logic.collect',
  title: 'Collect into a batch',
  summary: 'Waits until several runs have brought an item; one of them goes on with the whole list.',
  group: 'Logic',
  icon: 'stack',
  keywords: ['batch', 'digest', 'bundle', 'aggregate', 'group', 'gather', 'summary', 'list', 'every ten'],
  sentence: 'Collect {item}, up to {most}',
  notes: [
    'Each run waits here until its batch is complete. A flow that limits its runs to one at a time never fills one.',
  ],
  meets: true,
  uses: ['batches'],
  params: {
    item: field.any({ label: 'Item', hint: 'What this run brings, for example a post or a record.' }),
    most: field.number({
      label: 'The batch is complete with',
      unit: 'items',
      min: 1,
      max: 1000,
      integer: true,
      initial: 10,
    }),
    atMost: field.duration({
      label: 'Or after',
      hint: 'Counted from its first item. The batch then goes on with what it has.',
      min: 1,
      max: 14 * 86_400,
      initial: 3600,
    }),
    key: field.any({
      label: 'A batch for each',
      hint: 'For example the account. Empty: all runs of this flow fill the same batch.',
      optional: true,
      advanced: true,
    }),
  },
  output: {
    items: field.list({ label: 'Items', of: field.any({ label: 'Item' }) }),
    count: field.number({ label: 'How many' }),
    run: field.text({ label: 'Run that goes on with it', optional: true }),
  },
  ports: { out: 'With the batch', added: 'Added to another’s' },
  async look({ params: { item: _, most, atMost, key }, services, now }, { state }) {
    const found = await services.batches.gather({ key: keyText(key), param: 'item', most, seconds: atMost })
    if ('items' in found) {
      return { leaveBy: 'out', output: { items: found.items, count: found.items.length, run: '' } }
    }
    if ('addedTo' in found) return { leaveBy: 'added', output: { items: [], count: 0, run: found.addedTo } }
    const soonest = new Date(now().getTime() + (State.safeParse(state).success ? AGAIN_MS : 0))
    const until = found.until > soonest ? found.until : soonest
    return { until, reason: 'wait', wakes: found.wakes, state: { looked: true } }
  },
})

const State = z.object({ looked: z.literal(true) })
