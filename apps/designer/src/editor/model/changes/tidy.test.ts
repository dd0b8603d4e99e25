import type { Graph } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { expect, test } from 'vitest'
import { CARD } from '../canvas/card-size.ts'
import { loopFrames } from '../canvas/loop-frames.ts'
import { sampleNode } from '../sample-flow.ts'
import { tidy } from './tidy.ts'

const edge = (from: string, port: string, to: string) => ({ id: `${from}-${to}`, from, port, to })

/** start -> each(post -> inner(like)), and after the loop: note, done. */
const looped: Graph = {
  format: 'tailorbird.flow/2',
  nodes: ['start', 'each', 'post', 'inner', 'like', 'note', 'done'].map((id) => sampleNode(id, 0)),
  edges: [
    edge('start', 'out', 'each'),
    edge('each', 'each', 'post'),
    edge('post', 'out', 'inner'),
    edge('inner', 'each', 'like'),
    edge('each', 'out', 'note'),
    edge('note', 'out', 'done'),
  ],
}

test('tidied, the frame of a loop holds what is inside it and nothing else', () => {
  const tidied = tidy(looped, new Set()).apply(looped)
  const frames = loopFrames(indexGraph(tidied), new Map(tidied.nodes.map(({ id, position }) => [id, position])))
  expect(frames.map(({ loopId, depth }) => [loopId, depth])).toEqual([
    ['each', 0],
    ['inner', 1],
  ])
  const cardsIn = ({ x, y, width, height }: (typeof frames)[number]) =>
    tidied.nodes
      .filter(
        ({ position }) =>
          position.x < x + width &&
          position.x + CARD.width > x &&
          position.y < y + height &&
          position.y + CARD.height > y,
      )
      .map(({ id }) => id)
  expect(frames.map(cardsIn)).toEqual([['post', 'inner', 'like'], ['like']])
})

test('tidied, the ways out of a fork lead on from left to right', () => {
  const order = ['each', 'out']
  const tidied = tidy(looped, new Set(), () => order).apply(looped)
  const x = (id: string) => tidied.nodes.find((node) => node.id === id)?.position.x ?? 0
  expect(x('post')).toBeLessThan(x('note'))
})
