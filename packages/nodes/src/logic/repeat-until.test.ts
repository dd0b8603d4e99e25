import type { Condition } from '@tailorbird/flow/expression/condition'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { repeatUntil } from './repeat-until.ts'
import { says } from '../testing/says.ts'

const isDone: Condition = {
  match: 'all',
  rules: [{ left: { pill: { node: 'look', path: ['state'] } }, operator: 'is', right: { fixed: 'done' } }],
}
const params = { until: isDone, most: undefined, usedUp: undefined, collect: undefined }
const goesOn = (state: string) =>
  repeatUntil.goesOn?.({ params, turn: 0, holds: nodeContext({ params, scope: { look: { state } } }).holds })

test('goes on until the condition holds', () => {
  expect([goesOn('busy'), goesOn('done')]).toEqual([true, false])
})

test('takes ten turns at most unless told otherwise', () => {
  expect(repeatUntil.plan(nodeContext({ params })).turns).toBe(10)
  expect(repeatUntil.plan(nodeContext({ params: { ...params, most: 3 } })).turns).toBe(3)
})

test('counts its turns from one for people', () => {
  expect(repeatUntil.plan(nodeContext({ params })).turn(1)).toEqual({ index: 1, number: 2 })
})

test('tells whether the condition held in the end', () => {
  const after = (left: boolean) => repeatUntil.result({ count: 2, results: [1, 2], failures: [], left })
  expect(after(true)).toEqual({ count: 2, results: [1, 2], met: true })
  expect(after(false).met).toBe(false)
})

test('when its turns were not enough it goes on, gives up or fails, as it was told', () => {
  const wayAfter = (usedUp: 'goOn' | 'giveUp' | 'fail' | undefined, left = false) =>
    repeatUntil.leaveBy?.({ count: 3, results: [], failures: [], left }, { ...params, usedUp })
  expect([wayAfter(undefined), wayAfter('goOn'), wayAfter('giveUp')]).toEqual(['out', 'out', 'gaveUp'])
  expect(says(() => wayAfter('fail'))).toContain('did not come about in 3 turns')
  expect([wayAfter('giveUp', true), wayAfter('fail', true)]).toEqual(['out', 'out'])
})
