import { expect, test } from 'vitest'
import { sampleFlow, sampleWorkspace } from '../sample-flow.ts'
import { differencesBetween } from './differences.ts'
import { renameNode, setParam } from './edit-node.ts'

test('differences are told in words and leave out cards that only moved', () => {
  const before = sampleFlow()
  const renamed = renameNode('look', 'Pictures').apply(before)
  const after = setParam({ nodeId: 'post', name: 'text', label: 'Text', binding: { fixed: 'Hello' } }).apply(renamed)
  const moved = { ...after, nodes: after.nodes.map((node) => ({ ...node, position: { x: 9, y: 9 } })) }
  expect(differencesBetween(before, moved, sampleWorkspace).map(({ says }) => says)).toEqual([
    '"look" is now called "Pictures"',
    'Text of "post": "News: Title" → "Hello"',
  ])
})
