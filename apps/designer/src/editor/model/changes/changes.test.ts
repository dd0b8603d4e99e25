import { findProblems } from '@tailorbird/flow/graph/find-problems'
import { expect, test } from 'vitest'
import { checkedFragment, fragmentIn, fragmentOf, fragmentText } from './fragment.ts'
import { fixedCondition, mapPills } from '../pills/map-pills.ts'
import { countingIds, sampleFlow, sampleNode, sampleWorkspace } from '../sample-flow.ts'
import { surroundingsOf } from '../workspace.ts'
import { addNode } from './add-node.ts'
import { connect, disconnect, mayConnect, reconnect } from './connect.ts'
import { deleteSelection } from './delete-selection.ts'
import { moveNodes, renameNode, setNote, setParam } from './edit-node.ts'
import { insertOnEdge } from './insert-on-edge.ts'
import { pasteFragment } from './paste-fragment.ts'

const ways = ({ edges }: { edges: readonly { from: string; port: string; to: string }[] }) =>
  edges.map(({ from, port, to }) => `${from} ${port} ${to}`)

test('adds a node and hangs it on the port it was asked for', () => {
  const change = addNode({ node: sampleNode('new', 456), wire: { id: 'e3', from: 'post', port: 'error' } })
  const graph = change.apply(sampleFlow())
  expect(graph.nodes.map(({ id }) => id)).toEqual(['start', 'look', 'post', 'new'])
  expect(ways(graph)).toContain('post error new')
  expect(change.select).toEqual(['new'])
})

test('inserts a node into an edge and makes room below it', () => {
  const graph = insertOnEdge({ node: sampleNode('new', 0), edgeId: 'e1', port: 'out', newEdgeId: 'e3' }).apply(
    sampleFlow(),
  )
  expect(ways(graph).toSorted()).toEqual(['look out post', 'new out look', 'start out new'])
  const y = Object.fromEntries(graph.nodes.map(({ id, position }) => [id, position.y]))
  expect(y).toMatchObject({ start: 0, new: 152, look: 304, post: 456 })
})

test('a node that is on the canvas already can be put into an edge', () => {
  const loose = sampleNode('loose', 900)
  const before = { ...sampleFlow(), nodes: [...sampleFlow().nodes, loose] }
  const graph = insertOnEdge({ node: loose, edgeId: 'e2', port: 'out', newEdgeId: 'e3' }).apply(before)
  expect(graph.nodes).toHaveLength(4)
  expect(ways(graph)).toContain('look out loose')
})

test('deleting a node sews the thread together again', () => {
  const graph = deleteSelection({ nodeIds: ['look'], newId: countingIds() }).apply(sampleFlow())
  expect(ways(graph)).toEqual(['start out post'])
})

test('deleting neighbours heals over both', () => {
  const extra = connect({ id: 'e3', from: 'post', port: 'out', to: 'end' }).apply({
    ...sampleFlow(),
    nodes: [...sampleFlow().nodes, sampleNode('end', 456)],
  })
  const graph = deleteSelection({ nodeIds: ['look', 'post'], newId: countingIds() }).apply(extra)
  expect(ways(graph)).toEqual(['start out end'])
})

test('a fork that is deleted leaves no thread, because there is no one way on', () => {
  const nodes = [sampleNode('a', 0), sampleNode('fork', 152), sampleNode('b', 304), sampleNode('c', 304)]
  const edges = [
    { id: '1', from: 'a', port: 'out', to: 'fork' },
    { id: '2', from: 'fork', port: 'yes', to: 'b' },
    { id: '3', from: 'fork', port: 'no', to: 'c' },
  ]
  const graph = deleteSelection({ nodeIds: ['fork'], newId: countingIds() }).apply({ ...sampleFlow(), nodes, edges })
  expect(graph.edges).toEqual([])
})

test('applying the same change again gives the same graph', () => {
  const change = deleteSelection({ nodeIds: ['look'], newId: countingIds() })
  expect(change.apply(sampleFlow())).toEqual(change.apply(sampleFlow()))
})

test('edges never double, lead to themselves or close a circle', () => {
  const graph = sampleFlow()
  expect(mayConnect(graph, { from: 'start', port: 'out', to: 'look' })).toBe(false)
  expect(mayConnect(graph, { from: 'post', port: 'out', to: 'post' })).toBe(false)
  expect(mayConnect(graph, { from: 'post', port: 'out', to: 'start' })).toBe(false)
  expect(mayConnect(graph, { from: 'start', port: 'out', to: 'post' })).toBe(true)
  expect(connect({ id: 'x', from: 'post', port: 'out', to: 'start' }).apply(graph)).toBe(graph)
})

test('an edge can be moved to another node and cut', () => {
  const moved = reconnect('e2', { id: 'e9', from: 'start', port: 'out', to: 'post' }).apply(sampleFlow())
  expect(ways(moved)).toEqual(['start out look', 'start out post'])
  expect(ways(disconnect(['e1']).apply(sampleFlow()))).toEqual(['look out post'])
})

test('pasted nodes get ids and names of their own, and pills among them follow', () => {
  const graph = sampleFlow()
  const fragment = fragmentOf(graph, new Set(['look', 'post']))
  const change = pasteFragment({ fragment, at: { x: 600, y: 300 }, newId: countingIds() })
  const pasted = change.apply(graph).nodes.slice(3)
  const [look, post] = pasted
  expect(pasted.map(({ label }) => label)).toEqual(['look 2', 'post 2'])
  expect(new Set(change.apply(graph).nodes.map(({ id }) => id)).size).toBe(5)
  expect(post?.params['media']).toEqual({ pill: { node: look?.id, path: ['files'] } })
  // The trigger was not copied: its pill goes on pointing at the original.
  expect(look?.params['record']).toEqual({ pill: { node: 'start', path: ['record'] } })
  expect(ways(change.apply(graph))).toContain(`${look?.id} out ${post?.id}`)
})

test('pills inside conditions follow as well', () => {
  const condition = fixedCondition({
    match: 'all',
    rules: [{ left: { pill: { node: 'look', path: ['count'] } }, operator: 'isMoreThan', right: { fixed: 0 } }],
  })
  const fork = sampleNode('fork', 456, { condition })
  const graph = { ...sampleFlow(), nodes: [...sampleFlow().nodes, fork] }
  const change = pasteFragment({
    fragment: fragmentOf(graph, new Set(['look', 'fork'])),
    at: { x: 900, y: 0 },
    newId: countingIds(),
  })
  const [look, copy] = change.apply(graph).nodes.slice(4)
  expect(JSON.stringify(copy?.params)).toContain(`"node":"${look?.id}"`)
})

test('a fragment survives the clipboard, and other text is left alone', async () => {
  const read = async (text: string) => checkedFragment(fragmentIn(text) ?? {})
  const fragment = fragmentOf(sampleFlow(), new Set(['start', 'look']))
  expect(await read(fragmentText(fragment))).toEqual(fragment)
  expect((await read(JSON.stringify(sampleFlow())))?.nodes).toHaveLength(3)
  expect(await read('{"format":"tailorbird.fragment/1","nodes":[7],"edges":[]}')).toBeUndefined()
  expect(fragmentIn('hello {{name}}')).toBeUndefined()
  expect(fragmentIn('{"format":"other","nodes":[]}')).toBeUndefined()
})

test('renaming a node keeps its pills alive', () => {
  const graph = renameNode('look', 'Pictures').apply(sampleFlow())
  const problems = findProblems(graph, { surroundings: surroundingsOf(sampleWorkspace) })
  expect(problems.filter(({ code }) => code.startsWith('pill'))).toEqual([])
})

test('a field is set, emptied, and unchanged when the value is the same', () => {
  const set = setParam({ nodeId: 'post', name: 'text', label: 'Text', binding: { fixed: '{{not code}} ${nor this}' } })
  const graph = set.apply(sampleFlow())
  expect(graph.nodes[2]?.params['text']).toEqual({ fixed: '{{not code}} ${nor this}' })
  expect(set.apply(graph)).toBe(graph)
  const emptied = setParam({ nodeId: 'post', name: 'text', label: 'Text', binding: undefined }).apply(graph)
  expect(emptied.nodes[2]?.params).not.toHaveProperty('text')
})

test('notes come and go, moves that move nothing are no change', () => {
  expect(setNote('post', 'Ask Ola').apply(sampleFlow()).nodes[2]?.note).toBe('Ask Ola')
  expect(setNote('post', '').apply(setNote('post', 'x').apply(sampleFlow())).nodes[2]).not.toHaveProperty('note')
  const graph = sampleFlow()
  expect(moveNodes(new Map([['post', { x: 0, y: 304 }]])).apply(graph)).toBe(graph)
})

test('a case that is deleted takes its edges along, in one step', () => {
  const cases = (...ports: string[]) => ({
    fixed: ports.map((port) => ({ port, label: port, condition: { match: 'all', rules: [] } })),
  })
  const before = {
    ...sampleFlow(),
    nodes: [...sampleFlow().nodes, sampleNode('switch', 456, { cases: cases('a', 'b') })],
    edges: [
      { id: 'a', from: 'switch', port: 'a', to: 'post' },
      { id: 'b', from: 'switch', port: 'b', to: 'look' },
      { id: 'default', from: 'switch', port: 'default', to: 'look' },
    ],
  }
  const change = setParam({ nodeId: 'switch', name: 'cases', label: 'Cases', binding: cases('b'), ways: true })
  expect(ways(change.apply(before))).toEqual(['switch b look', 'switch default look'])
})

test('pills follow into cases and values with names', () => {
  const at = (node: string) => ({ pill: { node, path: ['record'] } })
  const rule = (node: string) => ({ match: 'all', rules: [{ left: at(node), operator: 'isEmpty' }] })
  const params = (node: string) => ({
    cases: { fixed: [{ port: 'a', label: 'A', condition: rule(node) }] },
    values: { fixed: [{ key: 'a', kind: 'any', value: at(node) }] },
  })
  expect(mapPills(sampleNode('x', 0, params('old')), (pill) => ({ ...pill, node: 'new' })).params).toEqual(
    params('new'),
  )
})
