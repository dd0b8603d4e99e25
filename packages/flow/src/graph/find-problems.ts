import { isShown } from '../fields/is-shown.ts'
import type { NodeDescription } from '../node/node-type.ts'
import type { CheckOptions } from './catalogue.ts'
import { onFailureProblems } from './flow-problems.ts'
import type { Graph, GraphNode } from './graph.ts'
import { type GraphIndex, edgesInto, indexGraph } from './graph-index.ts'
import { loopProblems } from './loop-problems.ts'
import { isUnset, paramProblems } from './param-problems.ts'
import { error, warning } from './problem-at.ts'
import type { Problem } from './problem.ts'
import { shapeProblems } from './shape-problems.ts'

/** Everything wrong with a graph that can be told before it runs. The same function serves the designer and the server. */
export function findProblems(graph: Graph, options: CheckOptions): Problem[] {
  const index = indexGraph(graph)
  return [
    ...shapeProblems(index, options.surroundings),
    ...loopProblems(index, options.surroundings),
    ...onFailureProblems(graph.settings?.onFailure, options),
    ...graph.nodes.flatMap((node) => nodeProblems(node, index, options)),
  ]
}

function nodeProblems(node: GraphNode, index: GraphIndex, options: CheckOptions): Problem[] {
  const type = options.surroundings.nodeType(node.type)
  if (!type) {
    return [
      error(
        'node.unknown',
        `There is no node of the type "${node.type}" here. Delete it, or install what provides it.`,
        { nodeId: node.id },
      ),
    ]
  }
  const problems: Problem[] = []
  if (type.kind !== 'trigger' && edgesInto(index, node.id).length === 0) {
    problems.push(warning('node.not-connected', 'Nothing leads here, so this node never runs.', { nodeId: node.id }))
  }
  for (const [name, field] of Object.entries(type.params)) {
    if (!isShown(field, { fields: type.params, params: node.params })) continue
    for (const problem of paramProblems({ node, name, field, index, options })) {
      problems.push({ ...problem, nodeId: node.id, field: name })
    }
  }
  return [...problems, ...nothingFilled(node, type), ...unknownParams(node, type)]
}

function nothingFilled(node: GraphNode, { needsOneOf = [], params }: NodeDescription): Problem[] {
  const [first] = needsOneOf
  if (first === undefined || !needsOneOf.every((name) => isUnset(node.params[name]))) return []
  const names = needsOneOf.map((name) => `"${params[name]?.label ?? name}"`).join(' and ')
  return [error('param.missing', `${names} are empty; fill at least one.`, { nodeId: node.id, field: first })]
}

function unknownParams(node: GraphNode, { title, params }: NodeDescription): Problem[] {
  return Object.keys(node.params)
    .filter((name) => !Object.hasOwn(params, name))
    .map((name) =>
      warning('param.unknown', `"${title}" has no field "${name}"; what stands there is ignored.`, {
        nodeId: node.id,
        field: name,
      }),
    )
}
