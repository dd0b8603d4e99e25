import type { Said } from '@tailorbird/flow/words/said'
import type { TestScope } from '@tailorbird/contract/runs'
import { LEFT_BY } from '@tailorbird/flow/expression/left-by'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { downstreamOf, indexGraph } from '@tailorbird/flow/graph/graph-index'
import { pillsIn } from '@tailorbird/flow/graph/pills-in'
import type { History, Step } from '@tailorbird/flow/run/run'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { wrongFields } from '../ground/refusal.ts'
import { said } from '../words/said.ts'

interface Part {
  graph: Graph
  scope: TestScope
  /** What stands in for running these nodes. */
  outputs: Readonly<Record<string, unknown>>
  triggerId: string
}

/** What a test of a part of a flow runs: the graph, with the part hung directly on the trigger, and the steps that are
 *  settled from the start. Refuses with 422 what cannot be tested alone. */
export function partOfFlow({ graph, scope, outputs, triggerId }: Part): { graph: Graph; begins: History } {
  const index = indexGraph(graph)
  for (const id of Object.keys(outputs))
    if (!index.node.has(id)) throw refuse(`outputs.${id}`, said('test.no-such-step'))
  const begins: History = new Map([['', settled(outputs)]])
  if (scope.run === 'all') return { graph, begins }
  const { nodeId } = scope
  const label = index.node.get(nodeId)?.label
  if (label === undefined) throw refuse('scope.nodeId', said('test.no-such-step'))
  if (index.loopOf.has(nodeId)) {
    throw refuse('scope.nodeId', said('test.inside-loop', { node: label }))
  }
  const isLoop = nodeType(index.node.get(nodeId)?.type ?? '')?.kind === 'loop'
  const behind = downstreamOf(index, nodeId)
  const inPart = new Set(
    scope.run === 'from' ? [nodeId, ...behind] : [nodeId, ...(isLoop ? insideOf(graph, nodeId, behind) : [])],
  )
  for (const id of Object.keys(outputs)) if (id !== nodeId) inPart.delete(id)
  refuseMissing({ graph, inPart, outputs, triggerId })
  const edges = graph.edges.filter(({ from, to }) => inPart.has(from) && inPart.has(to) && to !== nodeId)
  const way = { id: 'test-way', from: triggerId, port: 'out', to: nodeId }
  return { graph: { ...graph, edges: nodeId === triggerId ? edges : [way, ...edges] }, begins }
}

/** The nodes inside a loop, those of loops within it too. */
function insideOf(graph: Graph, loopId: string, behind: ReadonlySet<string>): string[] {
  const { loopOf } = indexGraph(graph)
  const isInside = (id: string | undefined): boolean => id !== undefined && (id === loopId || isInside(loopOf.get(id)))
  return [...behind].filter((id) => isInside(loopOf.get(id)))
}

/** Names every step whose output the part needs and nobody has given. */
function refuseMissing({ graph, inPart, outputs, triggerId }: Omit<Part, 'scope'> & { inPart: ReadonlySet<string> }) {
  const missing = new Set<string>()
  for (const node of graph.nodes.filter(({ id }) => inPart.has(id))) {
    for (const [name, field] of Object.entries(nodeType(node.type)?.params ?? {})) {
      const binding = node.params[name]
      if (!binding) continue
      for (const pill of pillsIn(field, binding)) {
        const isThere = inPart.has(pill.node) || Object.hasOwn(outputs, pill.node)
        // By which way a step was left needs no output: one that was not run was left by none.
        const isOfWay = pill.path[0] === LEFT_BY
        if (!isThere && !isOfWay && pill.node !== triggerId && pill.node !== 'vars') missing.add(pill.node)
      }
    }
  }
  if (missing.size === 0) return
  const names = graph.nodes.filter(({ id }) => missing.has(id)).map(({ label }) => label)
  throw refuse('outputs', said('test.needs-outputs', { nodes: names }))
}

function settled(outputs: Readonly<Record<string, unknown>>): Map<string, Step> {
  const at = new Date()
  return new Map(
    Object.entries(outputs).map(([id, output]): [string, Step] => [
      id,
      { status: 'succeeded', attempt: 1, at, endedAt: at, input: null, port: 'out', output },
    ]),
  )
}

const refuse = (path: string, wrong: Said) => wrongFields([{ path, wrong }])
