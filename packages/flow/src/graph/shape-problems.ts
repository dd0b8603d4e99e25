import type { Surroundings } from './catalogue.ts'
import type { Edge } from './graph.ts'
import { type GraphIndex, nodesInCycles } from './graph-index.ts'
import { portsOfNode } from './ports-of-node.ts'
import { said } from '../words/said.ts'
import { error } from './problem-at.ts'
import type { Problem } from './problem.ts'

/** What is wrong with how the nodes are put together. */
export function shapeProblems(index: GraphIndex, { nodeType }: Surroundings): Problem[] {
  const { graph } = index
  const problems: Problem[] = []
  const triggers = graph.nodes.filter(({ type }) => nodeType(type)?.kind === 'trigger')
  if (graph.nodes.length === 0) problems.push(error(said('graph.empty')))
  else if (triggers.length === 0) problems.push(error(said('graph.no-trigger')))
  for (const extra of triggers.slice(1)) {
    problems.push(error(said('graph.two-triggers'), { nodeId: extra.id }))
  }
  const seen = new Set<string>()
  for (const { id } of graph.nodes) {
    if (seen.has(id)) problems.push(error(said('graph.same-id'), { nodeId: id }))
    seen.add(id)
  }
  for (const id of nodesInCycles(index)) {
    problems.push(
      error(said('graph.cycle'), {
        nodeId: id,
      }),
    )
  }
  return [...problems, ...graph.edges.flatMap((edge) => edgeProblems(edge, index, nodeType))]
}

function edgeProblems(edge: Edge, { node }: GraphIndex, nodeType: Surroundings['nodeType']): Problem[] {
  const source = node.get(edge.from)
  const target = node.get(edge.to)
  if (!source || !target) {
    return [error(said('graph.dangling-edge'), { edgeId: edge.id })]
  }
  const problems: Problem[] = []
  const from = nodeType(source.type)
  if (from && !Object.hasOwn(portsOfNode(from, source.params), edge.port)) {
    problems.push(
      error(said('graph.no-port', { node: source.label, port: edge.port }), {
        edgeId: edge.id,
        nodeId: source.id,
      }),
    )
  }
  if (nodeType(target.type)?.kind === 'trigger') {
    problems.push(
      error(said('graph.into-trigger'), {
        edgeId: edge.id,
        nodeId: target.id,
      }),
    )
  }
  return problems
}
