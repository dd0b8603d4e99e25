import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { stop } from './stop.ts'

test('a success hands its values back', () => {
  const params = { outcome: 'success', message: undefined, output: { id: '7' } } as const
  expect(stop.verdict?.(nodeContext({ params }))).toEqual({ output: { id: '7' } })
  expect(stop.verdict?.(nodeContext({ params: { ...params, output: undefined } }))).toEqual({ output: {} })
})

test('a failure says what the author wrote', () => {
  const params = { outcome: 'failure', message: 'No title.', output: undefined } as const
  expect(stop.verdict?.(nodeContext({ params }))).toEqual({
    failure: { code: 'flow.stopped', values: { message: 'No title.' } },
  })
})

test('ends the whole run', () => {
  expect(stop.ends).toBe('run')
})
