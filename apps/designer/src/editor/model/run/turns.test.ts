import type { RunStep } from '@tailorbird/contract/runs'
import { expect, test } from 'vitest'
import { shownSteps, turnsInWords } from './turns.ts'

test('a loop for which nothing was chosen shows the turn that failed', () => {
  const { steps, turns } = shownSteps([...threeTurns(), step('after', '', 'skipped')], new Map(), new Set())
  expect(turns.get('each')).toMatchObject({ at: 1, failed: [1], numbers: [0, 1, 2], path: '' })
  expect(steps.get('post')).toMatchObject({ path: 'each:1', status: 'failed' })
  expect(steps.get('after')).toMatchObject({ status: 'skipped' })
})

test('a chosen turn is shown, in the loops within it too', () => {
  const inner = [step('inner', 'each:2', 'succeeded'), step('like', 'each:2/inner:0', 'succeeded')]
  const { steps, turns } = shownSteps([...threeTurns(), ...inner], new Map([['each', 2]]), new Set())
  expect(steps.get('like')?.path).toBe('each:2/inner:0')
  expect(turns.get('inner')?.path).toBe('each:2')
})

test('what became of the turns is said in words', () => {
  const { turns } = shownSteps(threeTurns(), new Map(), new Set())
  const each = turns.get('each')
  expect(each && turnsInWords(each)).toBe('1 done, 1 failed, 1 waiting')
})

test('a failure with a way out of its own is no failure of the turn', () => {
  expect(shownSteps(threeTurns(), new Map(), new Set(['post'])).turns.get('each')?.failed).toEqual([])
})

const threeTurns = () => [
  step('each', '', 'started'),
  step('post', 'each:0', 'succeeded'),
  step('post', 'each:1', 'failed'),
  step('post', 'each:2', 'waiting'),
]

const step = (nodeId: string, path: string, status: RunStep['status']): RunStep => ({
  nodeId,
  path,
  status,
  reusedFrom: null,
  attempt: 1,
  input: null,
  output: null,
  port: null,
  failure: null,
  park: null,
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: null,
})
