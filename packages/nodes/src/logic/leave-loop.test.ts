import { portsOf } from '@tailorbird/flow/node/node-type'
import { expect, test } from 'vitest'
import { leaveLoop } from './leave-loop.ts'

test('ends the loop and leads nowhere', () => {
  expect(leaveLoop.ends).toBe('loop')
  expect(portsOf(leaveLoop)).toEqual({})
})
