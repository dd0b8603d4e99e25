import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { setValues } from './set-values.ts'

test('puts the values out under their names', async () => {
  const values = { title: '{{not}} ${code}', count: 3 }
  expect(await setValues.run(nodeContext({ params: { values } }))).toEqual({ values })
})
