import type { Condition } from '@tailorbird/flow/expression/condition'
import { LEFT_BY } from '@tailorbird/flow/expression/left-by'
import type { Surroundings } from '@tailorbird/flow/graph/catalogue'
import type { Edge, Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, edgesOutOf, indexGraph } from '@tailorbird/flow/graph/graph-index'
import { portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import { EACH } from '@tailorbird/flow/node/each-port'
import type { NodeDescription, NodeRole } from '@tailorbird/flow/node/node-type'
import { COLUMN } from '../canvas/card-size.ts'
import type { Change } from './change.ts'
import { type LoopBody, loopBody } from '../canvas/loop-body.ts'
import { fixedCondition, mapPills } from '../pills/map-pills.ts'
import { freeLabel, newNode } from './new-node.ts'
import { placeLoop } from '../canvas/place-loop.ts'

export interface Wrapping {
  graph: Graph
  nodeIds: Iterable<string>
  nodeType: Surroundings['nodeType']
  /** The node there is for each role. */
  nodeWith(role: NodeRole): NodeDescription | undefined
  loop: 'repeat' | 'for each'
  newId(): string
  name: string
  /** A way out that leads back: the steps are repeated until it is not taken, at most so many times. */
  back?: { nodeId: string; port: string; most: number; label: string }
}

/** Puts a loop around some steps, as one change: it takes their place, they become its body, and what was behind them is
 *  behind it. Or says in a sentence why that cannot be. */
export function wrapInLoop(wrapping: Wrapping): { change: Change } | { refused: string } {
  const { graph, nodeIds, nodeType, nodeWith, newId, name, back } = wrapping
  const index = indexGraph(graph)
  const type = nodeWith(wrapping.loop)
  const body = loopBody(index, nodeIds, nodeType)
  if ('refused' in body) return body
  const read = type?.keepsLast ? undefined : usedBehind(graph, body)
  if (read) return { refused: read }
  const on = waysOn(body, { index, nodeType, back })
  const fork = 'cases' in on ? nodeWith('switch') : undefined
  if (!type || ('cases' in on && (!fork || !type.keepsLast))) return { refused: TWO_WAYS }
  const position = index.node.get(body.heads[0] ?? '')?.position ?? { x: 0, y: 0 }
  const made = newNode({ id: newId(), type, position, graph })
  const loop = back ? goingBack(made, back, graph) : made
  const edge = (from: string, port: string, to: string): Edge => ({ id: newId(), from, port, to })
  const added = [loop]
  let forkId: string | undefined
  const edges = [
    ...body.entries.map((entry) => ({ ...entry, to: loop.id })),
    ...body.heads.map((head) => edge(loop.id, EACH, head)),
    ...targetsOf(body.exits.filter(isError)).map((to) => edge(loop.id, 'error', to)),
  ]
  if ('targets' in on) edges.push(...on.targets.map((to) => edge(loop.id, 'out', to)))
  else if (fork) {
    const { node, ways } = forkBehind(on.cases, { fork, index, nodeType, newId, graph, edge })
    forkId = node.id
    added.push(node)
    edges.push(edge(loop.id, 'out', node.id), ...ways)
  }
  if (back?.port === 'error') {
    // A failure that nothing takes care of would end the loop.
    const next = nodeWith('next turn')
    const failed = index.node.get(back.nodeId)
    if (!next || !failed) return { refused: TWO_WAYS }
    const node = newNode({
      id: newId(),
      type: next,
      position: { ...failed.position, x: failed.position.x + COLUMN },
      graph,
    })
    added.push(node)
    edges.push(edge(back.nodeId, 'error', node.id))
  }
  return {
    change: { name, apply: (before) => wrapped(before, body, { loop, forkId, added, edges }), select: [loop.id] },
  }
}

const TWO_WAYS =
  'These steps are left by more than one way, and behind a loop there is one. Use "Repeat until", or select the steps behind too.'

const isError = ({ port }: Edge) => port === 'error'
const targetsOf = (edges: readonly Edge[]) => [...new Set(edges.map(({ to }) => to))]

interface Made {
  loop: GraphNode
  forkId: string | undefined
  added: readonly GraphNode[]
  edges: readonly Edge[]
}

function wrapped(graph: Graph, { ids }: LoopBody, { loop, forkId, added, edges }: Made): Graph {
  const kept = graph.edges.filter(({ from, to }) => ids.has(from) === ids.has(to))
  return placeLoop(
    { ...graph, nodes: [...graph.nodes, ...added], edges: [...kept, ...edges] },
    { loopId: loop.id, forkId },
  )
}

function goingBack(
  loop: GraphNode,
  { nodeId, port, most, label }: NonNullable<Wrapping['back']>,
  graph: Graph,
): GraphNode {
  const until = leftBy(nodeId, 'isNot', port)
  const taken = new Set(graph.nodes.map((node) => node.label))
  return {
    ...loop,
    label: freeLabel(label, taken),
    params: { ...loop.params, until: fixedCondition(until), most: { fixed: most }, usedUp: { fixed: 'giveUp' } },
  }
}

const leftBy = (nodeId: string, operator: 'is' | 'isNot', port: string): Condition => ({
  match: 'all',
  rules: [{ left: { pill: { node: nodeId, path: [LEFT_BY] } }, operator, right: { fixed: port } }],
})

/** A loop over a list has as many values as turns: what later steps use of one of them would mean nothing. */
function usedBehind(graph: Graph, { ids }: LoopBody): string | undefined {
  const label = (id: string) => graph.nodes.find((node) => node.id === id)?.label ?? id
  for (const node of graph.nodes) {
    if (ids.has(node.id)) continue
    const used: string[] = []
    mapPills(node, (pill) => {
      if (ids.has(pill.node)) used.push(pill.node)
      return pill
    })
    const [first] = used
    if (first !== undefined)
      return `"${node.label}" uses what "${label(first)}" puts out, which would then run once for each item. Select "${node.label}" too.`
  }
  return undefined
}

interface Around {
  index: GraphIndex
  nodeType: Surroundings['nodeType']
  back?: Wrapping['back'] | undefined
}

/** What comes after the loop: always the same, or by which way its last turn ended. */
function waysOn(body: LoopBody, around: Around): { targets: string[] } | { cases: Edge[][] } {
  const exits = body.exits.filter((edge) => !isError(edge))
  const ways = [...Map.groupBy(exits, ({ from, port }) => `${from}/${port}`).values()]
  const isFork = body.outermost.some((node) => waysOf(node, around).length > 1)
  const leadSame = ways.every((way) => targetsOf(way).join(' ') === targetsOf(ways[0] ?? []).join(' '))
  const neverEnds = body.outermost.every((node) =>
    waysOf(node, around).every((port) => edgesOutOf(around.index, node.id).some((edge) => edge.port === port)),
  )
  return exits.length === 0 || (!isFork && !around.back) || (leadSame && neverEnds)
    ? { targets: targetsOf(exits) }
    : { cases: ways }
}

/** The ways a node can be left by, without failures and without the one that leads back. */
function waysOf({ id, type, params }: GraphNode, { nodeType, back }: Around): string[] {
  const description = nodeType(type)
  const ports = Object.keys(description ? portsOfNode(description, params) : { out: '' })
  return ports.filter((port) => port !== 'error' && port !== EACH && !(back?.nodeId === id && back.port === port))
}

interface Forking extends Around {
  fork: NodeDescription
  newId(): string
  graph: Graph
  edge(from: string, port: string, to: string): Edge
}

/** A switch that goes on by the way the last turn has ended by. */
function forkBehind(ways: readonly Edge[][], { fork, index, nodeType, newId, graph, edge }: Forking) {
  const id = newId()
  const made = newNode({ id, type: fork, position: { x: 0, y: 0 }, graph })
  const cases = ways.flatMap((way) => {
    const [first] = way
    const source = index.node.get(first?.from ?? '')
    const type = source && nodeType(source.type)
    if (!first || !source) return []
    const port = (type && portsOfNode(type, source.params)[first.port]) ?? first.port
    const label = new Set(ways.map(([other]) => other?.from)).size > 1 ? `${source.label}: ${port}` : port
    return [{ port: newId(), label: label.slice(0, 80), condition: leftBy(source.id, 'is', first.port), way }]
  })
  const node: GraphNode = {
    ...made,
    label: freeLabel('Which way it ended', new Set(graph.nodes.map(({ label }) => label))),
    params: { cases: { fixed: JSON.parse(JSON.stringify(cases.map(({ way: _, ...entry }) => entry))) } },
  }
  return { node, ways: cases.flatMap(({ port, way }) => targetsOf(way).map((to) => edge(id, port, to))) }
}
