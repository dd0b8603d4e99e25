import type { Condition } from '@tailorbird/flow/expression/condition'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { repeatUntil } from './repeat-until.ts'

const isDone: Condition = {
  match: 'all',
  rules: [{ left: { pill: { node: 'look', path: ['state'] } }, operator: 'is', right: { fixed: 'done' } }],
}
const params = { until: isDone, most: undefined, collect: undefined }
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
