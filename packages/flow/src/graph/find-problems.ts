import { isShown } from '../fields/is-shown.ts'
import type { NodeDescription } from '../node/node-type.ts'
import type { CheckOptions } from './catalogue.ts'
import { onFailureProblems } from './flow-problems.ts'
import type { Graph, GraphNode } from './graph.ts'
import { type GraphIndex, edgesInto, indexGraph } from './graph-index.ts'
import { loopProblems } from './loop-problems.ts'
import { isUnset, paramProblems } from './param-problems.ts'
import { said } from '../words/said.ts'
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
    return [error(said('node.unknown', { type: node.type }), { nodeId: node.id })]
  }
  const problems: Problem[] = []
  if (type.kind !== 'trigger' && edgesInto(index, node.id).length === 0) {
    problems.push(warning(said('node.not-connected'), { nodeId: node.id }))
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
  const wrong = said('fields.empty', { labels: needsOneOf.map((name) => params[name]?.label ?? name) })
  return [error(said('param.missing', { wrong }), { nodeId: node.id, field: first })]
}

function unknownParams(node: GraphNode, { title, params }: NodeDescription): Problem[] {
  return Object.keys(node.params)
    .filter((name) => !Object.hasOwn(params, name))
    .map((name) =>
      warning(said('param.unknown', { node: title, field: name }), {
        nodeId: node.id,
        field: name,
      }),
    )
}
