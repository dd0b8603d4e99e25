import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import type { Step } from '@tailorbird/flow/run/run'
import { field } from '@tailorbird/flow/fields/field'
import {
  type NodeType,
  defineAction,
  defineEnd,
  defineLoop,
  defineTrigger,
  defineWriteAction,
} from '@tailorbird/flow/node/node-type'
import { expect, test } from 'vitest'
import { planRerun } from './rerun-plan.ts'
import type { RerunFrom } from './turn-plans.ts'

const at = new Date(0)
const done = (port = 'out'): Step => ({
  ...{ status: 'succeeded', attempt: 1, at, endedAt: at, input: { items: [1, 2, 3] }, port, output: {} },
})
const failed: Step = {
  ...{ status: 'failed', attempt: 1, at, endedAt: at, input: { items: [1, 2, 3] } },
  failure: { code: 'x', message: 'It broke.' },
}
const skipped: Step = { status: 'skipped', attempt: 0, at }

const about = { title: '', summary: '', group: 'Logic' as const, icon: 'branch' as const, params: {} }
const post = defineWriteAction({
  ...{ type: 'post', ...about, effect: 'writes', output: {} },
  settling: { asks: '', happened: '', says: {} },
  settled: () => ({}),
  prepare: async () => null,
  send: async () => ({}),
  verify: async () => ({ missing: true }),
})
const NODES: NodeType[] = [
  defineTrigger({ type: 'start', ...about, source: 'manual', output: {} }),
  defineAction({ type: 'set', ...about, effect: 'reads', output: {}, run: async () => ({}) }),
  post,
  { ...post, type: 'post2' },
  defineLoop({
    ...{ type: 'each', ...about, params: { items: field.any({ label: 'Items' }) }, output: {}, inside: {} },
    plan: () => ({ turns: 0, turn: () => ({}), atOnce: 1, onFailure: 'stop' }),
    itemsOf: ({ items }) => (Array.isArray(items) ? (items as unknown[]) : []),
    result: () => ({}),
  }),
  defineEnd({ type: 'stop', ...about, ends: 'run' }),
]
const nodeType = (name: string) => NODES.find(({ type }) => type === name)

/** Edges as `from -> to` or `from port-> to`. */
function graphOf(edges: string[]): Graph {
  const wires = edges.map((text, index) => {
    const [, from = '', port = '', to = ''] = /^(\S+) (\w*)-> (\S+)$/.exec(text) ?? []
    return { id: `e${index}`, from, port: port || 'out', to }
  })
  const ids = [...new Set(wires.flatMap(({ from, to }) => [from, to]))]
  const nodes = ids.map((id): GraphNode => ({
    ...{ id, type: id, label: id, position: { x: 0, y: 0 }, params: {} },
  }))
  return { format: 'tailorbird.flow/2', nodes, edges: wires }
}

type Turns = Record<string, Record<string, Step>>

const historyOf = (turns: Turns) =>
  new Map(Object.entries(turns).map(([path, turn]) => [path, new Map(Object.entries(turn))]))

function reuse(
  edges: string[],
  steps: Turns,
  {
    from,
    again = [],
    edgesNow = edges,
    others = [],
  }: { from: RerunFrom; again?: string[]; edgesNow?: string[]; others?: Turns[] },
) {
  const before = indexGraph(graphOf(edges))
  const runOf = (id: string, turns: typeof steps) => ({ runId: id, index: before, history: historyOf(turns) })
  const plan = planRerun({
    ...{ own: runOf('own', steps), others: others.map((turns, at) => runOf(`other${at}`, turns)) },
    ...{ index: indexGraph(graphOf(edgesNow)), from, nodeType, again: new Set(again) },
  })
  const places = [...plan.history].flatMap(([path, turn]) =>
    [...turn].map(([id, { status }]) => `${path}|${id} ${status}`),
  )
  const names = (writes: readonly { path: string; nodeId: string }[]) =>
    writes.map(({ path, nodeId }) => `${path}|${nodeId}`)
  return {
    places: places.toSorted(),
    writes: names(plan.writes),
    lost: plan.lost.map(({ why, nodeId }) => `${nodeId} ${why}`),
    items: [...plan.history.values()].flatMap((turn) =>
      [...turn.values()].flatMap((step) => (step.status === 'succeeded' && step.turnItems ? [step.turnItems] : [])),
    ),
  }
}

const CHAIN = ['start -> post', 'post -> set', 'set -> post2']
const RAN = { '': { start: done(), post: done(), set: failed, post2: skipped } }

test('from the failed step on: what succeeded before it stays, what hangs on it runs', () => {
  expect(reuse(CHAIN, RAN, { from: 'failed' })).toMatchObject({
    places: ['|post succeeded', '|start succeeded'],
    writes: [],
  })
})

test('from the start: everything runs but completed writes, which are listed and keep their result', () => {
  expect(reuse(CHAIN, RAN, { from: 'start' })).toMatchObject({ places: ['|post succeeded'], writes: ['|post'] })
})

test('a completed write is done again only when it is named', () => {
  expect(reuse(CHAIN, RAN, { from: 'start', again: ['|post'] })).toMatchObject({ places: [], writes: ['|post'] })
})

test('from a node: it and what is behind it run, a write behind it keeps its result', () => {
  const ran = { '': { start: done(), post: done(), set: done(), post2: done() } }
  expect(reuse(CHAIN, ran, { from: { nodeId: 'set' } })).toMatchObject({
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
  expect(reuse(LOOP, ran, { from: 'failed' }).places).toEqual(
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
  expect(reuse(LOOP, ran, { from: 'start' })).toMatchObject({
    ...{ places: ['each:~0|post succeeded'], writes: ['each:0|post'], items: [[1]] },
  })
})

test('a run that an end node stopped goes on at that end, and what it left aside has its chance', () => {
  const ran = { '': { start: done(), post: done(), stop: done('(run)'), set: skipped } }
  expect(reuse(['start -> post', 'post -> stop', 'start -> set'], ran, { from: 'failed' }).places).toEqual([
    '|post succeeded',
    '|start succeeded',
  ])
})

test('a node that is gone or moved into a loop takes nothing over', () => {
  const now = ['start -> each', 'each each-> post']
  expect(reuse(CHAIN, RAN, { from: 'failed', edgesNow: now }).places).toEqual(['|start succeeded'])
})

const loopOver = (items: unknown[]): Step => ({ ...done(), input: { items } }) as Step
const brokenLoop = (items: unknown[]): Step => ({ ...failed, input: { items } }) as Step
const wrote = (id: string, second = 1): Step => ({ ...done(), endedAt: new Date(second), output: { id } }) as Step

test('what another repetition has written is found by its item, wherever that stood in its list', () => {
  const own = { '': { start: done(), each: brokenLoop(['a', 'b']) }, 'each:0': { post: failed } }
  const other = {
    '': { start: done(), each: loopOver(['b', 'a']) },
    'each:0': { post: wrote('b') },
    'each:1': { post: wrote('a') },
  }
  // The loop goes on with the list it had: the other's posts stand where their items stand in it.
  expect(reuse(LOOP, own, { from: 'failed', others: [other] })).toMatchObject({
    places: ['each:0|post succeeded', 'each:1|post succeeded', '|each started', '|start succeeded'].toSorted(),
    writes: ['each:1|post', 'each:0|post'],
  })
})

test('what another has written of an item that the list here never had waits for a turn that has it', () => {
  const own = { '': { start: done(), each: loopOver(['a']) }, 'each:0': { post: wrote('a') } }
  const other = { '': { start: done(), each: loopOver(['new']) }, 'each:0': { post: wrote('new', 2) } }
  expect(reuse(LOOP, own, { from: 'start', others: [other] })).toMatchObject({
    places: ['each:~0|post succeeded', 'each:~1|post succeeded'],
    items: [['a'], ['new']],
  })
})

test('the same write told of by several runs counts once; of two posts for one place, the own one does', () => {
  const own = { '': { start: done(), post: wrote('first') } }
  const copy = { '': { start: done(), post: wrote('first') } }
  const second = { '': { start: done(), post: wrote('second', 2) } }
  expect(reuse(['start -> post'], own, { from: 'start', others: [copy, second] }).writes).toEqual(['|post'])
})

test('what a loop of an earlier repetition had left over goes along, under a number of its own', () => {
  const gone = { ...wrote('gone'), turnItems: ['gone'] } as Step
  const own = {
    '': { start: done(), each: loopOver(['a']) },
    'each:0': { post: wrote('a', 2) },
    'each:~0': { post: gone },
  }
  expect(reuse(LOOP, own, { from: 'start' })).toMatchObject({
    places: ['each:~0|post succeeded', 'each:~1|post succeeded'],
    items: [['a'], ['gone']],
  })
})

test('a loop behind what runs again begins anew, whatever it had done', () => {
  const edges = ['start -> set', 'set -> each', 'start -> post2', 'post2 -> each', 'each each-> post']
  const own = {
    '': { start: done(), set: failed, post2: wrote('x', 3), each: loopOver([7]) },
    'each:0': { post: wrote('y') },
  }
  expect(reuse(edges, own, { from: 'failed' })).toMatchObject({
    places: ['each:~0|post succeeded', '|post2 succeeded', '|start succeeded'],
    items: [[7]],
  })
})

test('posts whose steps are gone, of another type or elsewhere now are named', () => {
  const own = { '': { start: done(), post: wrote('1'), post2: wrote('2', 2) } }
  expect(
    reuse(['start -> post', 'post -> post2'], own, { from: 'start', edgesNow: ['start -> each', 'each each-> post'] }),
  ).toMatchObject({
    ...{ places: [], writes: [], lost: ['post moved', 'post2 gone'] },
  })
})
