import { findProblems } from '@tailorbird/flow/graph/find-problems'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { expect, test } from 'vitest'
import { countingIds } from '../sample-flow.ts'
import { type Wrapping, wrapInLoop } from './wrap-in-loop.ts'

const about = { summary: '', group: 'Logic', icon: 'branch' } as const
const text = { kind: 'text', label: 'Text', optional: true } as const
const TYPES: NodeDescription[] = [
  { ...about, kind: 'trigger', type: 'start', title: 'Start', params: {}, output: { word: text } },
  { ...about, kind: 'action', type: 'do', title: 'Do', params: { text }, output: { id: text } },
  { ...about, kind: 'wait', type: 'ask', title: 'Ask', params: {}, output: { text }, ports: { yes: 'Yes', no: 'No' } },
  { ...about, kind: 'end', type: 'logic.next-item', role: 'next turn', title: 'Skip', params: {}, ends: 'turn' },
  {
    ...about,
    ...{ kind: 'loop', type: 'logic.repeat-until', role: 'repeat', title: 'Repeat until', keepsLast: true },
    params: {
      until: { kind: 'condition', label: 'Until', inside: true },
      most: { kind: 'number', label: 'At most', initial: 10, optional: true },
      usedUp: { kind: 'choice', label: 'Used up', options: { goOn: '', giveUp: '' }, optional: true },
    },
    output: {},
    inside: {},
    ports: { gaveUp: 'Gave up' },
  },
  {
    ...about,
    ...{ kind: 'loop', type: 'logic.for-each', role: 'for each', title: 'For each' },
    params: { items: { kind: 'list', label: 'List', of: text } },
    output: {},
    inside: {},
  },
  {
    ...about,
    ...{ kind: 'branch', type: 'logic.switch', role: 'switch', title: 'Switch', ports: { default: 'Otherwise' } },
    params: { cases: { kind: 'cases', label: 'Cases' } },
  },
]
const nodeType = (type: string) => TYPES.find((found) => found.type === type)
const surroundings = { nodeType, tables: [], aliases: [], flows: [] }
const from = (node: string, ...path: string[]) => ({ pill: { node, path } })

/** Nodes are called after their types: `do a`. Edges as `start -> do a` or `ask b yes-> do c`. */
function flow(nodes: string[], edges: string[], params: Record<string, GraphNode['params']> = {}): Graph {
  const id = (name: string) => name.replace(' ', '-')
  return {
    format: 'tailorbird.flow/2',
    nodes: nodes.map((name, row) => ({
      id: id(name),
      type: name.split(' ')[0] ?? name,
      label: name,
      position: { x: 0, y: row * 152 },
      params: params[id(name)] ?? {},
    })),
    edges: edges.map((words, at) => {
      const [, source = '', port = '', to = ''] = /^(.+?)(?: (\S+))?-> (.+)$/.exec(words) ?? []
      return { id: `e${at}`, from: id(source.trim()), port: port || 'out', to: id(to) }
    }),
  }
}

function wrap(graph: Graph, nodeIds: string[], more: Partial<Wrapping> = {}) {
  return wrapInLoop({
    graph,
    nodeIds,
    nodeType,
    nodeWith: (role) => TYPES.find((found) => found.role === role),
    loop: 'repeat',
    newId: countingIds(),
    name: 'Repeat',
    ...more,
  })
}
function wrapped(graph: Graph, ...rest: [string[], Partial<Wrapping>?]) {
  const done = wrap(graph, ...rest)
  if ('refused' in done) throw new Error(done.refused)
  return done.change.apply(graph)
}
const refused = (graph: Graph, ...rest: [string[], Partial<Wrapping>?]) => {
  const done = wrap(graph, ...rest)
  return 'refused' in done ? done.refused : 'not refused'
}
const ways = ({ edges }: Graph) => edges.map((edge) => `${edge.from} ${edge.port} ${edge.to}`).toSorted()
const codes = (graph: Graph) => findProblems(graph, { surroundings }).map(({ code }) => code)

const LINE = flow(['start', 'do a', 'do b', 'do c'], ['start -> do a', 'do a -> do b', 'do b -> do c'], {
  'do-b': { text: from('start', 'word') },
  'do-c': { text: from('do-b', 'id') },
})

test('the loop takes the place of the steps, they become its body, and pills keep working', () => {
  const graph = wrapped(LINE, ['do-a', 'do-b'])
  expect(ways(graph)).toEqual(['do-a out do-b', 'n1 each do-a', 'n1 out do-c', 'start out n1'])
  expect([...indexGraph(graph).loopOf.keys()].toSorted()).toEqual(['do-a', 'do-b'])
  // Only what the loop itself asks for is missing.
  expect(codes(graph)).toEqual(['param.missing'])
})

test('the body moves down as a whole, and what follows stands beside it', () => {
  const graph = wrapped(LINE, ['do-a', 'do-b'])
  const at = Object.fromEntries(graph.nodes.map(({ id, position }) => [id, position]))
  expect(at['n1']).toEqual({ x: 0, y: 152 })
  expect(at['do-a']).toEqual({ x: 0, y: 360 })
  expect((at['do-b']?.y ?? 0) - (at['do-a']?.y ?? 0)).toBe(152)
  expect(at['do-c']).toEqual({ x: 320, y: 360 })
})

test('what stands between the chosen steps comes along, and so does the inside of a loop among them', () => {
  expect(ways(wrapped(LINE, ['do-a', 'do-c']))).toEqual([
    'do-a out do-b',
    'do-b out do-c',
    'n1 each do-a',
    'start out n1',
  ])
  const nested = wrapped(wrapped(LINE, ['do-b']), ['n1'], { newId: () => 'outer' })
  expect(indexGraph(nested).loopOf.get('n1')).toBe('outer')
  expect(indexGraph(nested).loopOf.get('do-b')).toBe('n1')
})

test('failures that were taken care of outside leave by the loop’s own way for them', () => {
  const graph = flow(['start', 'do a', 'do sorry'], ['start -> do a', 'do a error-> do sorry'])
  expect(ways(wrapped(graph, ['do-a']))).toEqual(['n1 each do-a', 'n1 error do-sorry', 'start out n1'])
})

const ASKED = flow(
  ['start', 'do draft', 'ask b', 'do post'],
  ['start -> do draft', 'do draft -> ask b', 'ask b yes-> do post'],
  { 'do-post': { text: from('ask-b', 'text') } },
)
const back = { nodeId: 'ask-b', port: 'no', most: 3, label: 'Back to draft' }

test('a way that leads back repeats the steps until it is not taken, and gives up after so many times', () => {
  const graph = wrapped(ASKED, ['do-draft', 'ask-b'], { back })
  expect(ways(graph)).toEqual(['do-draft out ask-b', 'n1 each do-draft', 'n1 out do-post', 'start out n1'])
  const loop = graph.nodes.find(({ id }) => id === 'n1')
  expect(loop).toMatchObject({ label: 'Back to draft', params: { most: { fixed: 3 }, usedUp: { fixed: 'giveUp' } } })
  expect(loop?.params['until']).toEqual({
    fixed: {
      match: 'all',
      rules: [{ left: from('ask-b', 'leftBy'), operator: 'isNot', right: { fixed: 'no' } }],
    },
  })
  expect(codes(graph)).toEqual([])
})

test('where the last turn may end by several ways, a fork behind the loop goes on by the right one', () => {
  const both = { ...ASKED, nodes: [...ASKED.nodes, ...flow(['do log'], []).nodes] }
  both.edges = [...ASKED.edges, { id: 'x', from: 'ask-b', port: 'no', to: 'do-log' }]
  const graph = wrapped(both, ['do-draft', 'ask-b'])
  const fork = graph.nodes.find(({ type }) => type === 'logic.switch')
  expect(fork?.params['cases']).toMatchObject({
    fixed: [
      {
        label: 'Yes',
        condition: { rules: [{ left: from('ask-b', 'leftBy'), operator: 'is', right: { fixed: 'yes' } }] },
      },
      { label: 'No' },
    ],
  })
  expect(graph.edges.filter((edge) => edge.from === fork?.id).map(({ to }) => to)).toEqual(['do-post', 'do-log'])
  expect(codes(graph)).toEqual(['param.missing'])
  const bare = { ...both, nodes: both.nodes.map((node) => ({ ...node, params: {} })) }
  expect(refused(bare, ['do-draft', 'ask-b'], { loop: 'for each' })).toContain('left by more than one way')
})

test('a failure that leads back is taken care of inside, or it would end the loop', () => {
  const graph = wrapped(LINE, ['do-a'], { back: { nodeId: 'do-a', port: 'error', most: 2, label: 'Again' } })
  expect(ways(graph)).toContain('do-a error n4')
  expect(graph.nodes.find(({ id }) => id === 'n4')?.type).toBe('logic.next-item')
  expect(codes(graph).filter((code) => code.startsWith('graph'))).toEqual([])
})

test('what cannot be repeated is said in a sentence', () => {
  expect(refused(LINE, [])).toBe('Select the steps that shall be repeated.')
  expect(refused(LINE, ['start', 'do-a'])).toContain('"start" starts the flow')
  const joined = { ...LINE, edges: [...LINE.edges, { id: 'x', from: 'start', port: 'out', to: 'do-c' }] }
  expect(refused(joined, ['do-b', 'do-c'])).toContain('"do c" is also reached from "start"')
  const loose = { ...LINE, nodes: [...LINE.nodes, ...flow(['do z'], []).nodes] }
  expect(refused(loose, ['do-a', 'do-z'])).toContain('Nothing leads to "do z"')
  const looped = wrapped(LINE, ['do-b'])
  expect(refused(looped, ['do-b', 'do-c'])).toContain('do not stand in the same loop')
  expect(refused(LINE, ['do-a', 'do-b'], { loop: 'for each' })).toContain('"do c" uses what "do b" puts out')
})

test('it is one change, and applying it again gives the same graph', () => {
  const done = wrap(LINE, ['do-a', 'do-b'])
  if ('refused' in done) throw new Error(done.refused)
  expect(done.change.select).toEqual(['n1'])
  expect(done.change.apply(LINE)).toEqual(done.change.apply(LINE))
})
