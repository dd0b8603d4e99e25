import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { forEach } from './for-each.ts'
import { says } from '../testing/says.ts'

const plan = (items: unknown[], more: { atOnce?: number; onFailure?: 'stop' | 'continue' | 'collect' } = {}) =>
  forEach.plan(nodeContext({ params: { items, atOnce: more.atOnce, onFailure: more.onFailure, collect: undefined } }))

test('each turn sees its item and its place', () => {
  const { turns, turn } = plan(['a', 'b', 'c'])
  expect(turns).toBe(3)
  expect(turn(0)).toEqual({ item: 'a', index: 0, number: 1, isFirst: true, isLast: false })
  expect(turn(2)).toEqual({ item: 'c', index: 2, number: 3, isFirst: false, isLast: true })
})

test('goes one by one and stops at a failure unless told otherwise', () => {
  expect(plan([1])).toMatchObject({ atOnce: 1, onFailure: 'stop' })
  expect(plan([1], { atOnce: 5, onFailure: 'collect' })).toMatchObject({ atOnce: 5, onFailure: 'collect' })
})

test('an empty list has no turn', () => {
  expect(plan([]).turns).toBe(0)
})

test('a list that is too long is refused with its length', () => {
  expect(plan(Array.from({ length: 10_000 })).turns).toBe(10_000)
  expect(says(() => plan(Array.from({ length: 10_001 })))).toContain('10001 items')
})

test('tells which turns failed', () => {
  const failure = { code: 'x.duplicate', values: {}, message: 'X has this post already.' }
  expect(
    forEach.result({ count: 3, results: ['a', null, 'c'], failures: [{ turn: 1, failure }], left: false }),
  ).toEqual({
    results: ['a', null, 'c'],
    count: 3,
    succeeded: 2,
    failed: [{ index: 1, message: 'X has this post already.' }],
  })
})
