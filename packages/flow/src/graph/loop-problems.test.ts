import { expect, test } from 'vitest'
import type { Binding } from '../expression/binding.ts'
import { field } from '../fields/field.ts'
import type { NodeDescription } from '../node/node-type.ts'
import type { Surroundings } from './catalogue.ts'
import { findProblems } from './find-problems.ts'
import { inEnglish } from '../testing/in-english.ts'
import type { Edge, Graph, GraphNode } from './graph.ts'
import { indexGraph } from './graph-index.ts'
import { portsOfNode } from './ports-of-node.ts'
import { fieldOfPill, variablesOf } from './visible-fields.ts'

const about = { summary: '', group: 'Logic', icon: 'branch' } as const
const TYPES: NodeDescription[] = [
  {
    ...about,
    kind: 'trigger',
    type: 'start',
    title: 'Start',
    params: {},
    output: { files: field.files({ label: 'F' }) },
  },
  {
    ...about,
    ...{ kind: 'action', type: 'do', title: 'Do', effect: 'reads' },
    params: { text: field.any({ label: 'Text', optional: true }) },
    output: { id: field.text({ label: 'Id' }) },
  },
  {
    ...about,
    ...{ kind: 'loop', type: 'loop', title: 'For each' },
    params: {
      items: field.list({ label: 'Items', of: field.any({ label: 'Item' }) }),
      until: field.condition({ label: 'Until', optional: true, inside: true }),
      collect: field.any({ label: 'Collect', optional: true, inside: true }),
    },
    output: { results: field.list({ label: 'Results', of: field.any({ label: 'R' }) }) },
    inside: { item: field.any({ label: 'Item', like: 'items' }), number: field.number({ label: 'No.' }) },
  },
  { ...about, kind: 'end', type: 'next', title: 'Next', params: {}, ends: 'turn' },
  {
    ...about,
    ...{ kind: 'branch', type: 'switch', title: 'Switch', ports: { default: 'Otherwise' } },
    params: { cases: field.cases({ label: 'Cases' }) },
  },
  {
    ...about,
    ...{ kind: 'action', type: 'set', title: 'Set', effect: 'reads', assigns: true },
    params: { variables: field.assignments({ label: 'Variables', ways: true }) },
    output: {},
  },
  {
    ...about,
    ...{ kind: 'wait', type: 'wait', title: 'Wait' },
    params: { condition: field.condition({ label: 'Until' }) },
    output: { record: field.record({ label: 'Record' }) },
  },
  {
    ...about,
    ...{ kind: 'loop', type: 'again', title: 'Repeat until', keepsLast: true },
    params: { until: field.condition({ label: 'Until', inside: true }) },
    output: { count: field.number({ label: 'Turns' }) },
    inside: {},
    ports: { gaveUp: 'When it gave up' },
  },
  { ...about, ...{ kind: 'wait', type: 'meet', title: 'Meet', meets: true }, params: {}, output: {} },
]
const surroundings: Surroundings = {
  nodeType: (type) => TYPES.find((candidate) => candidate.type === type),
  tables: [],
  aliases: [],
  flows: [],
}

test('a loop sees its turn inside and what it came to behind', () => {
  expect(
    codes(flow({ a: { text: pill('loop', 'item', 'name') }, after: { text: pill('loop', 'results', 0) } })),
  ).toEqual([])
  expect(codes(flow({ a: { text: pill('loop', 'results') } }))).toEqual(['pill.path'])
  expect(codes(flow({ after: { text: pill('loop', 'item') } }))).toEqual(['pill.path'])
})

test('an item has the shape of the items of the list that is bound', () => {
  const index = indexGraph(flow({}))
  const item = fieldOfPill({ node: 'loop', path: ['item', 'name'] }, { index, surroundings, reader: 'a' })
  expect(item).toMatchObject({ kind: 'text', label: 'File name' })
  expect(codes(flow({ a: { text: pill('loop', 'item', 'colour') } }))).toEqual(['pill.path'])
})

test('what a loop collects may come from inside it, and from nowhere else', () => {
  expect(codes(flow({ loop: { collect: pill('a', 'id') } }))).toEqual([])
  expect(codes(flow({ loop: { collect: pill('loop', 'number') } }))).toEqual([])
  expect(codes(flow({ loop: { collect: pill('after', 'id') } }))).toEqual(['pill.not-before'])
  const until = { match: 'all', rules: [{ left: pill('a', 'id'), operator: 'isNotEmpty' }] }
  expect(codes(flow({ loop: { until: { fixed: until } } }))).toEqual([])
  expect(codes(flow({ loop: { items: pill('a', 'id') } }))).toEqual(['pill.inside-loop'])
})

test('a pill from outside into a loop says that the value must be collected', () => {
  const [problem] = findProblems(flow({ after: { text: pill('a', 'id') } }), { surroundings })
  expect(problem).toMatchObject({ code: 'pill.inside-loop', nodeId: 'after', field: 'text' })
  expect(problem && inEnglish(problem)).toContain('Collect it in that loop')
})

test('a node inside a loop that is also reached from outside names both', () => {
  const graph = flow({})
  graph.edges.push(edge('start', 'a'))
  const problem = findProblems(graph, { surroundings }).find(({ code }) => code === 'graph.crosses-loop')
  expect(problem).toMatchObject({ nodeId: 'a', edgeId: 'start-out-a' })
  expect(problem && inEnglish(problem)).toContain('"a" stands inside the loop "loop" and is also reached from "start"')
})

test('what is reached from the loop by both its ways out crosses it too', () => {
  const graph = flow({})
  graph.edges.push(edge('loop', 'a'))
  expect(codes(graph)).toContain('graph.crosses-loop')
})

test('loops within loops are sound', () => {
  const graph = flow({ a: { text: pill('inner', 'number') } })
  graph.nodes.push(node('inner', 'loop', { items: pill('loop', 'item') }))
  graph.edges = [
    ...graph.edges.filter(({ to }) => to !== 'a'),
    edge('loop', 'inner', 'each'),
    edge('inner', 'a', 'each'),
  ]
  expect(codes(graph)).toEqual([])
  expect(codes(flowWith(graph, 'loop', { collect: pill('a', 'id') }))).toEqual(['pill.inside-loop'])
})

test('an end of a turn outside of loops is refused, and an empty loop is told', () => {
  const graph = flow({})
  graph.nodes.push(node('next', 'next', {}))
  graph.edges.push(edge('after', 'next'))
  expect(codes(graph)).toEqual(['graph.end-outside-loop'])
  expect(codes(flow({}, { empty: true }))).toEqual(['loop.empty'])
})

test('a switch is left by its cases; each must lead on, and be there once', () => {
  const is = { match: 'all', rules: [{ left: pill('start', 'files'), operator: 'isEmpty' }] }
  const cases = (...ports: string[]): Binding => ({
    fixed: ports.map((port) => ({ port, label: port.toUpperCase(), condition: JSON.parse(JSON.stringify(is)) })),
  })
  const graph = (binding: Binding) => {
    const there = flow({})
    there.nodes.push(node('switch', 'switch', { cases: binding }), node('b', 'do', {}))
    there.edges.push(edge('start', 'switch'), edge('switch', 'b', 'a'), edge('switch', 'b', 'default'))
    return there
  }
  expect(codes(graph(cases('a')))).toEqual([])
  expect(codes(graph(cases('b')))).toEqual(['graph.no-port', 'case.leads-nowhere'])
  expect(codes(graph(cases('a', 'a')))).toEqual(['param.wrong'])
  expect(codes(graph({ fixed: [] }))).toEqual(['graph.no-port', 'param.wrong'])
  const [type] = TYPES.filter(({ kind }) => kind === 'branch')
  expect(type && portsOfNode(type, { cases: cases('a') })).toEqual({
    a: 'A',
    default: 'Otherwise',
    error: 'If it fails',
  })
})

test("a case's pills and rules are looked at like any condition's", () => {
  const graph = (rule: object) => {
    const there = flow({})
    const condition = { match: 'all', rules: [rule] }
    const fixed = JSON.parse(JSON.stringify([{ port: 'a', label: 'A', condition }]))
    there.nodes.push(node('switch', 'switch', { cases: { fixed } }))
    there.edges.push(edge('start', 'switch'), edge('switch', 'b', 'a'))
    there.nodes.push(node('b', 'do', {}))
    return there
  }
  expect(codes(graph({ left: pill('start', 'gone'), operator: 'isEmpty' }))).toEqual(['pill.path'])
  expect(codes(graph({ left: pill('start', 'files'), operator: 'is' }))).toEqual(['condition.unfinished'])
  expect(codes(graph({ left: pill('start', 'files'), operator: 'isBetween', right: { fixed: '7' } }))).toEqual([
    'condition.unfinished',
  ])
  expect(codes(graph({ left: pill('start', 'files'), operator: 'changes' }))).toEqual(['condition.no-change'])
})

test('variables are what any node sets, wherever it stands', () => {
  const assignment = (key: string, kind: string, way = 'set') => ({ key, kind, way, value: { fixed: 1 } })
  const graph = flow({ after: { text: pill('vars', 'count') } })
  expect(codes(graph)).toEqual(['pill.no-variable'])
  graph.nodes.push(node('set', 'set', { variables: { fixed: [assignment('count', 'number', 'add')] } }))
  graph.nodes.push(node('set2', 'set', { variables: { fixed: [assignment('all', 'text', 'append')] } }))
  graph.edges.push(edge('a', 'set'), edge('a', 'set2'))
  expect(codes(graph)).toEqual([])
  const variables = variablesOf({ index: indexGraph(graph), surroundings })
  expect(variables).toMatchObject({ count: { kind: 'number' }, all: { kind: 'list', of: { kind: 'text' } } })
})

test('behind the way out for failures there is what went wrong', () => {
  const graph = flow({ after: { text: pill('before', 'error', 'message') } })
  graph.nodes.push(node('before', 'do', {}))
  graph.edges = [...graph.edges, edge('start', 'before'), edge('before', 'after', 'error')]
  expect(codes(graph)).toEqual([])
  graph.edges = graph.edges.map((one) => (one.port === 'error' ? { ...one, port: 'out' } : one))
  expect(codes(graph)).toEqual(['pill.path'])
})

test('a wait looks at its own record', () => {
  const own = { match: 'all', rules: [{ left: pill('wait', 'record', 'state'), operator: 'isNotEmpty' }] }
  const graph = flow({})
  graph.nodes.push(node('wait', 'wait', { condition: { fixed: JSON.parse(JSON.stringify(own)) } }))
  graph.edges.push(edge('start', 'wait'))
  expect(codes(graph)).toEqual([])
})

type Params = Record<string, Binding>

test('behind a loop that repeats, what its last turn put out is there to be used, and by which way it was left', () => {
  const until = {
    match: 'all',
    rules: [{ left: pill('fork', 'leftBy'), operator: 'isNot', right: { fixed: 'default' } }],
  }
  const repeated = (text: Binding): Graph => ({
    format: 'tailorbird.flow/2',
    nodes: [
      node('start', 'start', {}),
      node('again', 'again', { until: { fixed: until } }),
      node('a', 'do', {}),
      node('fork', 'switch', { cases: { fixed: [{ port: 'x', label: 'X', condition: { match: 'all', rules: [] } }] } }),
      node('after', 'do', { text }),
    ],
    edges: [edge('start', 'again'), edge('again', 'a', 'each'), edge('a', 'fork'), edge('again', 'after', 'gaveUp')],
  })
  const found = (text: Binding) => codes(repeated(text)).filter((code) => code !== 'case.leads-nowhere')
  expect(found(pill('a', 'id'))).toEqual([])
  expect(found(pill('fork', 'leftBy'))).toEqual([])
  expect(found(pill('a', 'gone'))).toEqual(['pill.path'])
  const index = indexGraph(repeated(pill('a', 'id')))
  const way = fieldOfPill({ node: 'fork', path: ['leftBy'] }, { index, surroundings, reader: 'after' })
  expect(way).toMatchObject({ kind: 'choice', options: { x: 'X', default: 'Otherwise' } })
})

test('who waits for other runs is warned where those wait for him', () => {
  const meeting = flow({})
  meeting.nodes.push(node('meet', 'meet', {}))
  const settings = { concurrency: { runs: 1, per: 'flow' as const } }
  expect(codes({ ...meeting, edges: [...meeting.edges, edge('after', 'meet')] })).toEqual([])
  expect(codes({ ...meeting, edges: [...meeting.edges, edge('after', 'meet')], settings })).toEqual(['meet.limited'])
  expect(codes({ ...meeting, edges: [...meeting.edges, edge('a', 'meet')] })).toEqual(['meet.in-loop'])
})

/** start -> loop; inside: a; behind: after. */
function flow(params: Partial<Record<'loop' | 'a' | 'after', Params>>, { empty = false } = {}): Graph {
  return {
    format: 'tailorbird.flow/2',
    nodes: [
      node('start', 'start', {}),
      node('loop', 'loop', { items: pill('start', 'files'), ...params.loop }),
      ...(empty ? [] : [node('a', 'do', params.a ?? {})]),
      node('after', 'do', params.after ?? {}),
    ],
    edges: [edge('start', 'loop'), ...(empty ? [] : [edge('loop', 'a', 'each')]), edge('loop', 'after')],
  }
}

function flowWith(graph: Graph, id: string, params: Params): Graph {
  const change = (one: GraphNode) => (one.id === id ? { ...one, params: { ...one.params, ...params } } : one)
  return { ...graph, nodes: graph.nodes.map(change) }
}

function node(id: string, type: string, params: Params): GraphNode {
  return { id, type, label: id, position: { x: 0, y: 0 }, params }
}
function edge(from: string, to: string, port = 'out'): Edge {
  return { id: `${from}-${port}-${to}`, from, port, to }
}
function pill(id: string, ...path: (string | number)[]): Binding {
  return { pill: { node: id, path } }
}
const codes = (graph: Graph) => findProblems(graph, { surroundings }).map(({ code }) => code)
