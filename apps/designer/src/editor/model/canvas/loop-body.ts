import type { Edge, GraphNode } from '@tailorbird/flow/graph/graph'
import {
  type GraphIndex,
  downstreamOf,
  edgesInto,
  edgesOutOf,
  loopsAround,
  upstreamOf,
} from '@tailorbird/flow/graph/graph-index'
import type { Surroundings } from '@tailorbird/flow/graph/catalogue'

/** Steps that can become the body of a loop, and the edges that lead into them and out of them. */
export interface LoopBody {
  ids: ReadonlySet<string>
  /** Those of them that stand directly in the new loop, not in a loop within it. */
  outermost: readonly GraphNode[]
  /** Where a turn begins. */
  heads: readonly string[]
  /** From where they are reached, each way once. */
  entries: readonly Edge[]
  exits: readonly Edge[]
}

/** The steps, with everything that stands between them and inside the loops among them; or why they cannot be repeated
 *  together, in a sentence. */
export function loopBody(
  index: GraphIndex,
  nodeIds: Iterable<string>,
  nodeType: Surroundings['nodeType'],
): LoopBody | { refused: string } {
  const ids = withBetween(index, new Set(nodeIds))
  const nodes = index.graph.nodes.filter(({ id }) => ids.has(id))
  const outermost = nodes.filter(({ id }) => !ids.has(index.loopOf.get(id) ?? ''))
  const refused = notTogether(outermost, { index, nodeType })
  if (refused !== undefined) return { refused }
  const inward = outermost.flatMap(({ id }) => edgesInto(index, id)).filter(({ from }) => !ids.has(from))
  const begins = headsOf(outermost, { index, ids, inward })
  if ('refused' in begins) return begins
  const exits = nodes.flatMap(({ id }) => edgesOutOf(index, id)).filter(({ to }) => !ids.has(to))
  return { ids, outermost, ...begins, exits }
}

function withBetween(index: GraphIndex, chosen: ReadonlySet<string>): Set<string> {
  const behind = new Set([...chosen].flatMap((id) => [...downstreamOf(index, id)]))
  const before = new Set([...chosen].flatMap((id) => [...upstreamOf(index, id)]))
  const ids = new Set([...chosen, ...[...behind].filter((id) => before.has(id))])
  for (const { id } of index.graph.nodes) if (loopsAround(index, id).some((loop) => ids.has(loop))) ids.add(id)
  return ids
}

interface Among {
  index: GraphIndex
  nodeType: Surroundings['nodeType']
}

function notTogether(nodes: readonly GraphNode[], { index, nodeType }: Among): string | undefined {
  if (nodes.length === 0) return 'Select the steps that shall be repeated.'
  const [first] = nodes
  const loopId = index.loopOf.get(first?.id ?? '')
  for (const { id, type, label } of nodes) {
    const description = nodeType(type)
    if (description?.kind === 'trigger')
      return `"${label}" starts the flow: it cannot be repeated. Select the steps behind it.`
    if (index.loopOf.get(id) !== loopId)
      return `"${first?.label}" and "${label}" do not stand in the same loop. Select the whole loop, or steps inside it.`
    if (description?.kind === 'end' && description.ends !== 'run' && loopId !== undefined)
      return `"${label}" belongs to the loop "${index.node.get(loopId)?.label}" around it. Leave it out.`
  }
  return undefined
}

interface Entering {
  index: GraphIndex
  ids: ReadonlySet<string>
  inward: readonly Edge[]
}

/** A loop has one way in: where several steps are reached from outside, all must be reached from the same places. */
function headsOf(
  nodes: readonly GraphNode[],
  { index, ids, inward }: Entering,
): Pick<LoopBody, 'heads' | 'entries'> | { refused: string } {
  const waysInto = (id: string) =>
    inward
      .filter(({ to }) => to === id)
      .map(({ from, port }) => `${from}/${port}`)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join(' ')
  const heads = nodes.filter(({ id }) => edgesInto(index, id).every(({ from }) => !ids.has(from)))
  const [first] = heads
  const late = nodes.find((node) => !heads.includes(node) && waysInto(node.id) !== '')
  if (late) return { refused: otherWay(late, inward, index) }
  const other = heads.find(({ id }) => waysInto(id) !== waysInto(first?.id ?? ''))
  if (other) {
    return waysInto(other.id) === ''
      ? { refused: `Nothing leads to "${other.label}". Connect it first, or leave it out.` }
      : { refused: otherWay(other, inward, index) }
  }
  return { heads: heads.map(({ id }) => id), entries: inward.filter(({ to }) => to === first?.id) }
}

function otherWay({ id, label }: GraphNode, inward: readonly Edge[], index: GraphIndex) {
  const from = index.node.get(inward.find(({ to }) => to === id)?.from ?? '')?.label ?? 'elsewhere'
  return `"${label}" is also reached from "${from}". Steps that are repeated begin at one place: select "${from}" too, or leave "${label}" out.`
}
