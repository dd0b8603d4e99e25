import type { Surroundings } from './catalogue.ts'
import type { Edge } from './graph.ts'
import { type GraphIndex, nodesInCycles } from './graph-index.ts'
import { portsOfNode } from './ports-of-node.ts'
import { error } from './problem-at.ts'
import type { Problem } from './problem.ts'

/** What is wrong with how the nodes are put together. */
export function shapeProblems(index: GraphIndex, { nodeType }: Surroundings): Problem[] {
  const { graph } = index
  const problems: Problem[] = []
  const triggers = graph.nodes.filter(({ type }) => nodeType(type)?.kind === 'trigger')
  if (graph.nodes.length === 0) problems.push(error('graph.empty', 'The flow is empty. Add a trigger to begin.'))
  else if (triggers.length === 0) problems.push(error('graph.no-trigger', 'Nothing starts this flow. Add a trigger.'))
  for (const extra of triggers.slice(1)) {
    problems.push(
      error('graph.two-triggers', 'A flow has one trigger. Delete this one or the other.', { nodeId: extra.id }),
    )
  }
  const seen = new Set<string>()
  for (const { id } of graph.nodes) {
    if (seen.has(id))
      problems.push(error('graph.same-id', 'Two nodes have the same id. Delete one and add it again.', { nodeId: id }))
    seen.add(id)
  }
  for (const id of nodesInCycles(index)) {
    problems.push(
      error('graph.cycle', 'This node is part of a circle: it would wait for itself. Remove one of the edges.', {
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
    return [
      error('graph.dangling-edge', 'An edge leads to a node that is not there. Delete the edge.', { edgeId: edge.id }),
    ]
  }
  const problems: Problem[] = []
  const from = nodeType(source.type)
  if (from && !Object.hasOwn(portsOfNode(from, source.params), edge.port)) {
    problems.push(
      error('graph.no-port', `"${source.label}" has no way out called "${edge.port}". Delete the edge.`, {
        edgeId: edge.id,
        nodeId: source.id,
      }),
    )
  }
  if (nodeType(target.type)?.kind === 'trigger') {
    problems.push(
      error('graph.into-trigger', 'Nothing can lead into a trigger. Delete the edge.', {
        edgeId: edge.id,
        nodeId: target.id,
      }),
    )
  }
  return problems
}
