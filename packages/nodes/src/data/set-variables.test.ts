import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { setVariables } from './set-variables.ts'

test('puts out each variable under its own name, for the flow to keep', async () => {
  const variables = { count: 3, seen: ['a'] }
  expect(setVariables.assigns).toBe(true)
  expect(await setVariables.run(nodeContext({ params: { variables } }))).toEqual({ count: 3, seen: ['a'] })
})
