import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import type { Rerun } from '@tailorbird/flow/contract/runs'
import type { Step } from '@tailorbird/flow/run/run'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { expect, test } from 'vitest'
import { stepsToKeep } from './steps-to-keep.ts'

const at = new Date(0)
const done = (port = 'out'): Step => ({
  ...{ status: 'succeeded', attempt: 1, at, endedAt: at, input: { items: [1, 2, 3] }, port, output: {} },
})
const failed: Step = {
  ...{ status: 'failed', attempt: 1, at, endedAt: at, input: { items: [1, 2, 3] } },
  failure: { code: 'x', message: 'It broke.' },
}
const skipped: Step = { status: 'skipped', attempt: 0, at }

const TYPES: Record<string, string> = {
  start: 'start.manual',
  set: 'data.set-values',
  post: 'x.create-post',
  post2: 'x.create-post',
  each: 'logic.for-each',
  stop: 'logic.stop',
}

/** Edges as `from -> to` or `from port-> to`. */
function graphOf(edges: string[]): Graph {
  const wires = edges.map((text, index) => {
    const [, from = '', port = '', to = ''] = /^(\S+) (\w*)-> (\S+)$/.exec(text) ?? []
    return { id: `e${index}`, from, port: port || 'out', to }
  })
  const ids = [...new Set(wires.flatMap(({ from, to }) => [from, to]))]
  const nodes = ids.map((id): GraphNode => ({
    ...{ id, type: TYPES[id] ?? 'data.set-values', label: id, position: { x: 0, y: 0 }, params: {} },
  }))
  return { format: 'tailorbird.flow/1', nodes, edges: wires }
}

function keep(
  edges: string[],
  steps: Record<string, Record<string, Step>>,
  { from, again = [], edgesNow = edges }: { from: Rerun['from']; again?: string[]; edgesNow?: string[] },
) {
  const before = indexGraph(graphOf(edges))
  const history = new Map(Object.entries(steps).map(([path, turn]) => [path, new Map(Object.entries(turn))]))
  const kept = stepsToKeep({
    ...{ index: indexGraph(graphOf(edgesNow)), history, from, nodeType, again: new Set(again) },
    typeBefore: (id) => before.node.get(id)?.type,
  })
  const places = [...kept.history].flatMap(([path, turn]) =>
    [...turn].map(([id, { status }]) => `${path}|${id} ${status}`),
  )
  return { places: places.toSorted(), writes: kept.writes.map(({ path, nodeId }) => `${path}|${nodeId}`) }
}

const CHAIN = ['start -> post', 'post -> set', 'set -> post2']
const RAN = { '': { start: done(), post: done(), set: failed, post2: skipped } }

test('from the failed step on: what succeeded before it stays, what hangs on it runs', () => {
  expect(keep(CHAIN, RAN, { from: 'failed' })).toEqual({ places: ['|post succeeded', '|start succeeded'], writes: [] })
})

test('from the start: everything runs but completed writes, which are listed and keep their result', () => {
  expect(keep(CHAIN, RAN, { from: 'start' })).toEqual({ places: ['|post succeeded'], writes: ['|post'] })
})

test('a completed write is done again only when it is named', () => {
  expect(keep(CHAIN, RAN, { from: 'start', again: ['|post'] })).toEqual({ places: [], writes: ['|post'] })
})

test('from a node: it and what is behind it run, a write behind it keeps its result', () => {
  const ran = { '': { start: done(), post: done(), set: done(), post2: done() } }
  expect(keep(CHAIN, ran, { from: { nodeId: 'set' } })).toEqual({
    places: ['|post succeeded', '|post2 succeeded', '|start succeeded'],
    writes: ['|post2'],
  })
})

const LOOP = ['start -> each', 'each each-> post', 'post -> set', 'each -> post2']

test('a loop that failed goes on where it was: its turns keep what they have done', () => {
  const ran = {
    '': { start: done(), each: failed, post2: skipped },
    'each:0': { post: done(), set: done() },
    'each:1': { post: done(), set: failed },
  }
  expect(keep(LOOP, ran, { from: 'failed' }).places).toEqual(
    [
      'each:0|post succeeded',
      'each:0|set succeeded',
      'each:1|post succeeded',
      '|each started',
      '|start succeeded',
    ].toSorted(),
  )
})

test('a loop that begins anew posts nothing a second time', () => {
  const ran = { '': { start: done(), each: done() }, 'each:0': { post: done(), set: done() } }
  expect(keep(LOOP, ran, { from: 'start' })).toEqual({ places: ['each:0|post succeeded'], writes: ['each:0|post'] })
})

test('a run that an end node stopped goes on at that end, and what it left aside has its chance', () => {
  const ran = { '': { start: done(), post: done(), stop: done('(run)'), set: skipped } }
  expect(keep(['start -> post', 'post -> stop', 'start -> set'], ran, { from: 'failed' }).places).toEqual([
    '|post succeeded',
    '|start succeeded',
  ])
})

test('a node that is gone or moved into a loop takes nothing over', () => {
  const now = ['start -> each', 'each each-> post']
  expect(keep(CHAIN, RAN, { from: 'failed', edgesNow: now }).places).toEqual(['|start succeeded'])
})
