import { portsOf } from '@tailorbird/flow/node/node-type'
import { expect, test } from 'vitest'
import { nextItem } from './next-item.ts'

test('ends the turn and leads nowhere', () => {
  expect(nextItem.ends).toBe('turn')
  expect(portsOf(nextItem)).toEqual({})
})
