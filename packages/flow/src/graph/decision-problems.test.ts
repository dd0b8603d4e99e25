import { expect, test } from 'vitest'
import type { Decisions } from '../fields/decisions.ts'
import { field } from '../fields/field.ts'
import type { NodeDescription } from '../node/node-type.ts'
import { findProblems } from './find-problems.ts'
import { inEnglish } from '../testing/in-english.ts'
import { problemSaid } from './problem-said.ts'
import type { Graph, GraphNode } from './graph.ts'

const bare = { title: '', summary: '', group: 'Logic', icon: 'branch' } as const
const TYPES: NodeDescription[] = [
  { ...bare, kind: 'trigger', type: 'start', params: {}, output: { lang: field.text({ label: 'Language' }) } },
  {
    ...bare,
    kind: 'wait',
    type: 'decide',
    params: { table: field.decisions({ label: 'Table' }) },
    output: { result: field.object({ label: 'Result', fields: {}, fieldsFrom: 'table' }) },
  },
  { ...bare, kind: 'action', type: 'say', params: { text: field.text({ label: 'Text' }) } },
]
const pill = (node: string, ...path: string[]) => ({ pill: { node, path } })

function problems(table: Partial<Decisions>, said = pill('decide', 'result', 'tone')) {
  const whole: Decisions = {
    columns: [{ id: 'lang', label: 'Language', value: pill('start', 'lang') }],
    results: [{ id: 'tone', key: 'tone', kind: 'text' }],
    rows: [{ when: { lang: { operator: 'is', right: { fixed: 'de' } } }, then: { tone: { fixed: 'formal' } } }],
    ...table,
  }
  const nodes: GraphNode[] = [
    ['start', {}] as const,
    ['decide', { table: { fixed: JSON.parse(JSON.stringify(whole)) } }] as const,
    ['say', { text: said }] as const,
  ].map(([id, params]) => ({ id, type: id, label: id, position: { x: 0, y: 0 }, params }))
  const edges = [
    { id: '1', from: 'start', port: 'out', to: 'decide' },
    { id: '2', from: 'decide', port: 'out', to: 'say' },
  ]
  const graph: Graph = { format: 'tailorbird.flow/2', nodes, edges }
  const surroundings = {
    nodeType: (type: string) => TYPES.find((found) => found.type === type),
    tables: [],
    aliases: [],
    flows: [],
  }
  return findProblems(graph, { surroundings }).map((problem) => [
    problem.code,
    problem.nodeId,
    inEnglish(problemSaid(problem)),
  ])
}

test('the results of a table are data for later nodes, under the names of their columns', () => {
  expect(problems({})).toEqual([])
  expect(problems({}, pill('decide', 'result', 'mood'))).toEqual([['pill.path', 'say', expect.any(String)]])
})

test('each problem of a table says in which row and column it is', () => {
  const rows: Decisions['rows'] = [
    { when: { lang: { operator: 'is' } }, then: { tone: { fixed: 3 } } },
    { when: { lang: { operator: 'startsWith' } }, then: {} },
  ]
  expect(problems({ rows })).toEqual([
    ['decision.wrong', 'decide', expect.stringMatching(/^Row 1, "Language": "is" compares with nothing/)],
    ['decision.wrong', 'decide', 'Row 1: "tone" must be text.'],
    ['decision.wrong', 'decide', expect.stringMatching(/^Row 2, "Language": "starts with" compares with nothing/)],
  ])
})

test('data in a cell that leads nowhere is named with its place', () => {
  const rows: Decisions['rows'] = [
    { when: { lang: { operator: 'is', right: pill('start', 'gone') } }, then: { tone: pill('deleted', 'a') } },
  ]
  expect(problems({ rows })).toEqual([
    ['pill.path', 'decide', expect.stringMatching(/^Row 1, "Language": "start" puts out nothing called "gone"/)],
    ['pill.node-gone', 'decide', expect.stringMatching(/^Row 1, "tone": The data pill "a" comes from a node/)],
  ])
})

test('a row that is never reached is worth a warning', () => {
  expect(
    problems({
      rows: [
        { when: {}, then: {} },
        { when: {}, then: {} },
      ],
    }),
  ).toEqual([['decision.unreached', 'decide', 'Row 2 is never reached: row 1 matches anything and comes first.']])
})
