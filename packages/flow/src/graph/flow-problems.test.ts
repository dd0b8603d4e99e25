import { expect, test } from 'vitest'
import type { Binding } from '../expression/binding.ts'
import { field } from '../fields/field.ts'
import type { NodeDescription } from '../node/node-type.ts'
import type { OtherFlow } from './catalogue.ts'
import { findProblems } from './find-problems.ts'
import { inEnglish } from '../testing/in-english.ts'
import type { FlowSettings, Graph } from './graph.ts'

const bare = { title: '', summary: '', group: 'Logic', icon: 'branch' } as const
const TYPES: NodeDescription[] = [
  { ...bare, kind: 'trigger', type: 'start', params: {}, output: { word: field.text({ label: 'Word' }) } },
  {
    ...bare,
    ...{ kind: 'wait', type: 'call' },
    params: {
      flow: field.flow({ label: 'Flow' }),
      input: field.flowInputs({ label: 'Values', inputsOf: 'flow', optional: true }),
    },
  },
]
const inputs = [
  { key: 'name', label: 'Name', kind: 'text', required: true },
  { key: 'age', label: '', kind: 'number', required: false },
] as const
const flowsThere = (enabled: boolean): OtherFlow[] => {
  const deployments = [{ environment: 'production', enabled }]
  return [
    { id: 'greet', name: 'Greet', trigger: { source: 'call', inputs }, deployments },
    { id: 'asleep', name: 'Asleep', trigger: { source: 'call', inputs: [] }, deployments: [] },
    { id: 'timed', name: 'Timed', trigger: { source: 'schedule', inputs: [] }, deployments },
    { id: 'alarm', name: 'Alarm', trigger: { source: 'failure', inputs: [] }, deployments },
  ]
}
const value = (key: string, bound: Binding) => ({ key, kind: 'text', value: bound })

interface Case {
  flow?: string
  values?: ReturnType<typeof value>[]
  settings?: FlowSettings
  environment?: string
  /** Whether the flows are at work in production. */
  live?: boolean
}
function problems({
  flow = 'greet',
  values = [value('name', { fixed: 'Ada' })],
  settings,
  environment,
  live = true,
}: Case) {
  const params = { flow: { fixed: flow }, ...(values.length > 0 && { input: { fixed: values } }) }
  const graph: Graph = {
    format: 'tailorbird.flow/2',
    nodes: [
      { id: 'start', type: 'start', label: 'start', position: { x: 0, y: 0 }, params: {} },
      { id: 'call', type: 'call', label: 'call', position: { x: 0, y: 0 }, params },
    ],
    edges: [{ id: 'e', from: 'start', port: 'out', to: 'call' }],
    ...(settings && { settings }),
  }
  const nodeType = (type: string) => TYPES.find((found) => found.type === type)
  const surroundings = { nodeType, tables: [], aliases: [], flows: flowsThere(live) }
  return findProblems(graph, { surroundings, ...(environment && { environment }) }).map(
    ({ code, severity, values }) => [code, severity, inEnglish({ code, values })] as const,
  )
}

test('a call that fits has no problems, and what comes as data is left to the run', () => {
  expect(problems({})).toEqual([])
  expect(problems({ values: [value('name', { pill: { node: 'start', path: ['word'] } })] })).toEqual([])
})

test('a flow that is gone or cannot be called is named', () => {
  expect(problems({ flow: 'gone' })).toEqual([['flow.gone', 'error', expect.any(String)]])
  expect(problems({ flow: 'timed' })).toEqual([
    ['flow.not-callable', 'error', expect.stringContaining('"Timed" does not start with "Flow called"')],
  ])
})

test('what it asks for must be there and fit; what it does not ask for is worth a warning', () => {
  expect(problems({ values: [] })).toEqual([['flow.input', 'error', 'For "Greet": "Name" is missing.']])
  const wrong = [value('name', { fixed: 'Ada' }), value('age', { fixed: 'old' }), value('shoe', { fixed: '44' })]
  expect(problems({ values: wrong })).toEqual([
    ['flow.input', 'error', 'For "Greet": "age" must be a number.'],
    ['flow.no-input', 'warning', expect.stringContaining('"Greet" does not ask for "shoe"')],
  ])
})

test('a flow that is not live is a warning before publishing: outside production the newest version is called', () => {
  const asleep = { flow: 'asleep', values: [] }
  expect(problems(asleep)).toEqual([['flow.not-live', 'warning', expect.stringContaining('not live anywhere yet')]])
  expect(problems({ environment: 'production' })).toEqual([])
  expect(problems({ environment: 'development' })).toEqual([])
  expect(problems({ environment: 'production', live: false })).toEqual([
    ['flow.not-live', 'warning', expect.stringContaining('"Greet" is not live in production')],
  ])
})

test('the flow for failures must be there and begin with one', () => {
  expect(problems({ settings: { onFailure: 'alarm' } })).toEqual([])
  expect(problems({ settings: { onFailure: 'timed' } })).toEqual([
    ['settings.on-failure', 'error', expect.stringContaining('does not start with "A flow failed"')],
  ])
  expect(problems({ settings: { onFailure: 'gone' } })).toEqual([['settings.on-failure', 'error', expect.any(String)]])
})
