import { expect, test } from 'vitest'
import type { Binding } from '../expression/binding.ts'
import { field } from '../fields/field.ts'
import type { NodeDescription } from '../node/node-type.ts'
import type { Surroundings } from './catalogue.ts'
import { findProblems } from './find-problems.ts'
import type { Edge, Graph } from './graph.ts'

const alias = field.alias({
  label: 'Post as',
  opens: { name: 'x', title: 'X', open: () => undefined },
  scopes: ['tweet.write'],
})
const TYPES: NodeDescription[] = [
  {
    ...{ kind: 'trigger', type: 'created', title: 'Record created', summary: '', group: 'Start', icon: 'bolt' },
    params: {
      table: field.table({ label: 'Table' }),
      condition: field.condition({ label: 'Only when', optional: true }),
    },
    output: { record: field.record({ label: 'Record', tableFrom: 'table' }) },
  },
  {
    ...{ kind: 'action', type: 'post', title: 'Create Post', summary: '', group: 'X', icon: 'x', effect: 'writes' },
    params: {
      account: alias,
      text: field.postText({ label: 'Text', optional: true }),
      media: field.files({ label: 'Media', optional: true }),
    },
    needsOneOf: ['text', 'media'],
    output: { id: field.text({ label: 'Id' }) },
  },
]
const surroundings: Surroundings = {
  nodeType: (type) => TYPES.find((candidate) => candidate.type === type),
  flows: [],
  tables: [{ id: 't1', name: 'News', fields: [{ key: 'title', label: 'Title', kind: 'text', required: true }] }],
  aliases: [
    { name: 'x_message', bindings: { development: { status: 'connected', username: 'dev', scopes: ['tweet.write'] } } },
  ],
}

test('a sound flow has no problems', () => {
  expect(codes(flow())).toEqual([])
})

test('an empty flow asks for a trigger', () => {
  expect(codes({ format: 'tailorbird.flow/2', nodes: [], edges: [] })).toEqual(['graph.empty'])
})

test('a circle is named at each of its nodes', () => {
  const graph = flow({ edges: [edge('start', 'a'), edge('a', 'b'), edge('b', 'a')], extra: ['b'] })
  expect(found(graph, 'graph.cycle').map(({ nodeId }) => nodeId)).toEqual(['a', 'b'])
})

test('a dangling edge and a port that is not there are named at the edge', () => {
  expect(codes(flow({ edges: [edge('start', 'a'), edge('a', 'gone')] }))).toEqual(['graph.dangling-edge'])
  expect(codes(flow({ edges: [{ ...edge('start', 'a'), port: 'sideways' }] }))).toEqual(['graph.no-port'])
})

test('an unknown node type is named', () => {
  const graph = flow()
  graph.nodes.push({ id: 'u', type: 'nobody.knows', label: 'U', position: { x: 0, y: 0 }, params: {} })
  expect(found(graph, 'node.unknown')[0]?.values).toEqual({ type: 'nobody.knows' })
})

test('a pill to a node that does not run before it is refused, and so is one that leads nowhere', () => {
  expect(codes(flow({ text: pill('later', ['id']), extra: ['later'] }))).toContain('pill.not-before')
  expect(codes(flow({ text: pill('start', ['record', 'colour']) }))).toEqual(['pill.path'])
  expect(codes(flow({ text: pill('deleted', ['id']) }))).toEqual(['pill.node-gone'])
})

test("a trigger's condition looks at the event itself", () => {
  const graph = flow()
  const rule = { left: pill('start', ['record', 'title']), operator: 'isNotEmpty' }
  if (graph.nodes[0]) graph.nodes[0].params['condition'] = { fixed: { match: 'all', rules: [rule] } }
  expect(codes(graph)).toEqual([])
})

test('a rule that compares with nothing is not finished', () => {
  const withRule = (operator: string, right?: Binding) => {
    const graph = flow()
    const rule = { left: pill('start', ['record', 'title']), operator, ...(right && { right }) }
    if (graph.nodes[0])
      graph.nodes[0].params['condition'] = { fixed: { match: 'any', rules: [{ match: 'all', rules: [rule] }] } }
    return codes(graph)
  }
  expect(withRule('isNot')).toEqual(['condition.unfinished'])
  expect(withRule('isNot', { fixed: '' })).toEqual(['condition.unfinished'])
  expect(withRule('isNot', { fixed: 'No' })).toEqual([])
  expect(withRule('isEmpty')).toEqual([])
})

test('an alias that leads nowhere is only a problem in the environment it runs in', () => {
  expect(codes(flow())).toEqual([])
  expect(findProblems(flow(), { surroundings, environment: 'production' }).map(({ code }) => code)).toEqual([
    'alias.unbound',
  ])
  expect(codes(flow({ account: { fixed: 'x_none' } }))).toEqual(['alias.gone'])
})

test('a connection that must be reconnected, or lacks a scope, is named before anything runs', () => {
  const withBinding = (binding: Surroundings['aliases'][number]['bindings'][string]) =>
    findProblems(flow(), {
      surroundings: { ...surroundings, aliases: [{ name: 'x_message', bindings: { production: binding } }] },
      environment: 'production',
    })
  expect(withBinding({ status: 'needs reconnect', username: 'hq', scopes: [] })[0]?.code).toBe('alias.needs-reconnect')
  expect(withBinding({ status: 'connected', username: 'hq', scopes: ['tweet.read'] })[0]).toMatchObject({
    code: 'alias.scopes',
    values: { username: 'hq', scopes: ['tweet.write'] },
  })
  expect(withBinding({ status: 'connected', username: 'hq', scopes: 'all' })).toEqual([])
})

test('too long and empty posts are told beforehand, and links are dear', () => {
  expect(found(flow({ text: { fixed: 'a'.repeat(281) } }), 'param.wrong')[0]?.values).toEqual({
    wrong: { code: 'post.too-long', values: { length: 281, limit: 280, over: 1 } },
  })
  expect(codes(flow({ text: { fixed: '' } }))).toEqual(['param.missing'])
  expect(codes(flow({ text: { fixed: 'see example.com' } }))).toEqual(['post.link'])
})

test('a deleted table is named where it is used', () => {
  expect(codes(flow({ table: 't9', text: { fixed: 'hello' } }))).toEqual(['table.gone'])
})

interface Changes {
  edges?: Edge[]
  text?: Binding
  account?: Binding
  table?: string
  extra?: string[]
}

function flow({
  edges = [edge('start', 'a')],
  text = pill('start', ['record', 'title']),
  account = { fixed: 'x_message' },
  table = 't1',
  extra = [],
}: Changes = {}): Graph {
  const position = { x: 0, y: 0 }
  return {
    format: 'tailorbird.flow/2',
    nodes: [
      { id: 'start', type: 'created', label: 'New', position, params: { table: { fixed: table } } },
      { id: 'a', type: 'post', label: 'Post', position, params: { account, text } },
      ...extra.map((id) => ({ id, type: 'post', label: id, position, params: { account, text: { fixed: 'x' } } })),
    ],
    edges,
  }
}

function edge(from: string, to: string): Edge {
  return { id: `${from}-${to}`, from, port: 'out', to }
}
function pill(node: string, path: string[]): Binding {
  return { pill: { node, path } }
}
const codes = (graph: Graph) =>
  findProblems(graph, { surroundings })
    .map(({ code }) => code)
    .filter((code) => code !== 'node.not-connected')
const found = (graph: Graph, code: string) =>
  findProblems(graph, { surroundings }).filter((problem) => problem.code === code)
