import { expect, test } from 'vitest'
import { filterOf } from './run-choice.ts'

test('days are whole days where the viewer is, the last one included', () => {
  const { startedAfter, startedBefore } = filterOf({ from: '2026-11-26', to: '2026-11-26' })
  expect(startedAfter).toBe(new Date(2026, 10, 26).toISOString())
  expect(startedBefore).toBe(new Date(2026, 10, 27).toISOString())
})

test('what is no day in the address filters nothing', () => {
  expect(filterOf({ from: 'yesterday', to: '' })).toMatchObject({ startedAfter: undefined })
})
