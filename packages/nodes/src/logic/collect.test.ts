import type { Gathered, Gathering } from '@tailorbird/flow/node/node-services'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { collect } from './collect.ts'

const now = '2026-11-20T09:00:00Z'
const asked: Gathering[] = []
const look = (found: Gathered, state?: unknown) =>
  collect.look(
    nodeContext({
      params: { item: { id: '1' }, most: 10, atMost: 3600, key: undefined },
      services: {
        batches: {
          gather: async (batch) => {
            asked.push(batch)
            return found
          },
        },
      },
      now,
    }),
    { since: new Date(now), state, answer: undefined },
  )

test('goes on with the batch, or ends as part of another’s', async () => {
  expect(await look({ items: ['a', 'b'] })).toEqual({
    leaveBy: 'out',
    output: { items: ['a', 'b'], count: 2, run: '' },
  })
  expect(asked).toEqual([{ key: '""', param: 'item', most: 10, seconds: 3600 }])
  expect(await look({ addedTo: 'run7' })).toEqual({ leaveBy: 'added', output: { items: [], count: 0, run: 'run7' } })
})

test('waits for the others, until time is up at the latest', async () => {
  const until = new Date('2026-11-20T09:30:00Z')
  expect(await look({ until, wakes: 'batch:b' })).toEqual({
    until,
    reason: 'wait',
    wakes: 'batch:b',
    state: { looked: true },
  })
})

test('comes back at once when its step was not written down, and not too often', async () => {
  const soon = { until: new Date(now), wakes: 'batch:b' }
  expect(await look(soon)).toMatchObject({ until: new Date(now) })
  expect(await look(soon, { looked: true })).toMatchObject({ until: new Date('2026-11-20T09:00:00.250Z') })
})
