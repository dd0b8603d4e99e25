import type { Condition } from '@tailorbird/flow/expression/condition'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { switchNode } from './switch.ts'

const topicIs = (topic: string): Condition => ({
  match: 'all',
  rules: [{ left: { pill: { node: 'n', path: ['topic'] } }, operator: 'is', right: { fixed: topic } }],
})
const cases = [
  { port: 'a', label: 'News', condition: topicIs('news') },
  { port: 'b', label: 'Also news', condition: topicIs('news') },
  { port: 'c', label: 'Sport', condition: topicIs('sport') },
]
const wayOf = (topic: string) => switchNode.choose(nodeContext({ params: { cases }, scope: { n: { topic } } }))

test('takes the first case that holds', () => {
  expect([wayOf('news'), wayOf('sport')]).toEqual(['a', 'c'])
})

test('goes the other way when none holds', () => {
  expect(wayOf('weather')).toBe('default')
})
