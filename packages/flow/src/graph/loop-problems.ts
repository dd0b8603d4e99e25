import { EACH } from '../node/each-port.ts'
import type { Surroundings } from './catalogue.ts'
import type { GraphNode } from './graph.ts'
import { type GraphIndex, edgesInto, edgesOutOf, loopsAround } from './graph-index.ts'
import { casesIn } from './ports-of-node.ts'
import { said } from '../words/said.ts'
import { error, warning } from './problem-at.ts'
import type { Problem } from './problem.ts'

/** What is wrong with loops and with what stands inside them, and with ways out that lead nowhere. */
export function loopProblems(index: GraphIndex, { nodeType }: Surroundings): Problem[] {
  return index.graph.nodes.flatMap((node) => {
    const type = nodeType(node.type)
    const problems = [...crossings(node, index)]
    if (type?.kind === 'loop' && !leadsOn(index, node, EACH)) {
      problems.push(
        warning(said('loop.empty'), {
          nodeId: node.id,
        }),
      )
    }
    if (type?.kind === 'end' && type.ends !== 'run' && !index.loopOf.has(node.id)) {
      problems.push(
        error(said('graph.end-outside-loop', { node: node.label }), {
          nodeId: node.id,
        }),
      )
    }
    if (type?.meets) problems.push(...neverMet(node, index))
    for (const [name, { kind }] of Object.entries(type?.params ?? {})) {
      if (kind === 'cases') problems.push(...loneCases(node, name, index))
    }
    return problems
  })
}

/** A turn begins at the port `each` and nowhere else: a second way in would belong to no turn. */
function crossings(node: GraphNode, index: GraphIndex): Problem[] {
  const loopId = index.loopOf.get(node.id)
  if (loopId === undefined) return []
  const loop = index.node.get(loopId)
  return edgesInto(index, node.id)
    .filter(({ from, port }) => (from === loopId ? port !== EACH : !loopsAround(index, from).includes(loopId)))
    .map(({ id, from }) =>
      error(
        said('graph.crosses-loop', {
          node: node.label,
          loop: loop?.label ?? loopId,
          from: index.node.get(from)?.label ?? from,
        }),
        { nodeId: node.id, edgeId: id },
      ),
    )
}

/** Who waits for other runs or turns waits in vain while those wait for him. */
function neverMet({ id, label }: GraphNode, index: GraphIndex): Problem[] {
  const runs = index.graph.settings?.concurrency?.runs
  return [
    ...(runs === undefined ? [] : [warning(said('meet.limited', { node: label, runs }), { nodeId: id })]),
    ...(index.loopOf.has(id) ? [warning(said('meet.in-loop', { node: label }), { nodeId: id })] : []),
  ]
}

function loneCases(node: GraphNode, name: string, index: GraphIndex): Problem[] {
  return casesIn(node.params[name])
    .filter(({ port }) => !leadsOn(index, node, port))
    .map(({ label }) =>
      warning(said('case.leads-nowhere', { case: label }), {
        nodeId: node.id,
        field: name,
      }),
    )
}

const leadsOn = (index: GraphIndex, { id }: GraphNode, port: string) =>
  edgesOutOf(index, id).some((edge) => edge.port === port)
