import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { throttle } from './throttle.ts'

const asked: unknown[] = []
const look = (turn: string) =>
  throttle.look(
    nodeContext({
      params: { every: 60, key: ' Ada ' },
      services: {
        spacing: {
          turnAt: async (...call) => {
            asked.push(call)
            return new Date(turn)
          },
        },
      },
    }),
    { since: new Date('2026-11-20T09:00:00Z'), state: undefined, answer: undefined },
  )

test('waits for its turn', async () => {
  const until = new Date('2026-11-20T09:00:40Z')
  expect(await look('2026-11-20T09:00:40Z')).toEqual({ until, reason: 'throttle', state: null })
  expect(asked).toEqual([['Ada', 60]])
})

test('passes when it is its turn', async () => {
  const passedAt = '2026-11-20T09:00:00.000Z'
  expect(await look(passedAt)).toEqual({ leaveBy: 'out', output: { passedAt } })
})
