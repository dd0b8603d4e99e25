import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { expect, test } from 'vitest'
import { nodesInOrder } from './node-order.ts'
import { sampleFlow, sampleNode } from './sample-flow.ts'
import { tidy } from './changes/tidy.ts'
import { walk } from './walk.ts'

const fork = () => {
  const flow = sampleFlow()
  const other = { ...sampleNode('other', 152), position: { x: 320, y: 152 } }
  return {
    ...flow,
    nodes: [...flow.nodes, other],
    edges: [...flow.edges, { id: 'e3', from: 'start', port: 'error', to: 'other' }],
  }
}

test('arrows follow the thread up and down and cross to the nearest card aside', () => {
  const index = indexGraph(fork())
  expect(walk(index, 'start', 'down')?.id).toBe('look')
  expect(walk(index, 'post', 'up')?.id).toBe('look')
  expect(walk(index, 'look', 'right')?.id).toBe('other')
  expect(walk(index, 'other', 'left')?.id).toBe('look')
  expect(walk(index, undefined, 'down')?.id).toBe('start')
})

test('the outline goes in the order things run, and further in after a fork', () => {
  const rows = nodesInOrder(indexGraph(fork())).map(({ node, depth }) => `${node.id} ${depth}`)
  expect(rows).toEqual(['start 0', 'look 1', 'post 1', 'other 1'])
})

test('a circle is listed too', () => {
  const flow = sampleFlow()
  const circle = { ...flow, edges: [...flow.edges, { id: 'back', from: 'post', port: 'out', to: 'start' }] }
  expect(nodesInOrder(indexGraph(circle))).toHaveLength(3)
})

test('tidying is one change, keeps the first card in place and overlaps nothing', () => {
  const heap = { ...fork(), nodes: fork().nodes.map((node) => ({ ...node, position: { x: 40, y: 40 } })) }
  const tidied = tidy(heap, new Set())
  const graph = tidied.apply(heap)
  expect(tidied.name).toBe('Tidy up')
  expect(graph.nodes[0]?.position).toEqual({ x: 40, y: 40 })
  const spots = new Set(graph.nodes.map(({ position }) => `${position.x},${position.y}`))
  expect(spots.size).toBe(4)
})
