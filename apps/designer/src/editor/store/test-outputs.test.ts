import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { expect, test } from 'vitest'
import { sampleFlow } from '../model/sample-flow.ts'
import { missingBefore, outputsFor } from './test-outputs.ts'

const state = {
  index: indexGraph(sampleFlow()),
  sample: { start: { record: { id: '1' } }, post: { id: '9' } },
  pins: { look: { files: [] }, post: { id: '7' }, gone: {} },
}

test('a test of the whole flow takes what is pinned, of nodes that are there', () => {
  expect(outputsFor(state, { run: 'all' })).toEqual({ look: { files: [] }, post: { id: '7' } })
})

test('a part of the flow begins with what came out before it, and runs its own node, pinned or not', () => {
  expect(outputsFor(state, { run: 'node', nodeId: 'post' })).toEqual({
    start: { record: { id: '1' } },
    look: { files: [] },
  })
})

test('says of which nodes nothing is known yet', () => {
  expect(missingBefore({ ...state, pins: {} }, 'post')).toEqual(['look'])
})
