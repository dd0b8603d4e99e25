import { Graph as Layout, layout } from '@dagrejs/dagre'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { CARD } from '../canvas/card-size.ts'
import type { Change } from './change.ts'
import { moveNodes } from './edit-node.ts'
import { type Position, snapped } from '../canvas/place-node.ts'

/** Lays out the whole flow, or only the selected cards when there are several. One step of undo. */
export function tidy(graph: Graph, selected: ReadonlySet<string>, portsOf: PortOrder = () => []): Change {
  const chosen = selected.size > 1 ? graph.nodes.filter(({ id }) => selected.has(id)) : graph.nodes
  const ids = new Set(chosen.map(({ id }) => id))
  const picture = new Layout({ compound: true })
    .setGraph({ rankdir: 'TB', ranksep: 64, nodesep: 56 })
    .setDefaultEdgeLabel(() => ({}))
  for (const { id } of chosen) picture.setNode(id, { ...CARD })
  keepBodiesTogether(picture, graph, ids)
  for (const { from, to, port } of graph.edges) {
    if (ids.has(from) && ids.has(to)) picture.setEdge(from, to, { weight: port === 'error' ? 1 : 4 })
  }
  layout(picture)
  return moveNodes(
    placesOf(picture, chosen, crossings(picture, graph, portsOf) > 0 ? -1 : 1),
    ids.size === graph.nodes.length ? 'Tidy up' : `Tidy up ${ids.size} nodes`,
  )
}

/** What a loop repeats is laid out as one block, so that nothing else comes to stand in its frame. */
function keepBodiesTogether(picture: Layout, graph: Graph, ids: ReadonlySet<string>) {
  const index = indexGraph(graph)
  const block = (loopId: string) => `body of ${loopId}`
  for (const [loopId, body] of index.bodies) {
    if (loopId === '' || !body.some((id) => ids.has(id))) continue
    picture.setNode(block(loopId), {})
    for (const id of body) if (ids.has(id)) picture.setParent(id, block(loopId))
  }
  for (const loopId of index.bodies.keys()) {
    const outer = index.loopOf.get(loopId)
    if (outer !== undefined && picture.hasNode(block(outer)) && picture.hasNode(block(loopId)))
      picture.setParent(block(loopId), block(outer))
  }
}

/** Pairs of edges of a fork that cross, less those that do not: the layout knows no order of ports. When most cross, its
 *  mirror image is the better one. */
function crossings(picture: Layout, { nodes, edges }: Graph, portsOf: PortOrder): number {
  const forks = Map.groupBy(edges, ({ from }) => from)
  return nodes.reduce((sum, node) => {
    const order = portsOf(node)
    const places = (forks.get(node.id) ?? [])
      .filter(({ port, to }) => port !== 'error' && picture.hasNode(to))
      .map(({ port, to }) => ({ at: order.indexOf(port), x: picture.node(to).x ?? 0 }))
    const pairs = places.flatMap((a) => places.filter((b) => a.at < b.at).map((b) => Math.sign(a.x - b.x)))
    return sum + pairs.reduce((all, one) => all + one, 0)
  }, 0)
}

/** The ways out of a node from left to right. */
type PortOrder = (node: GraphNode) => readonly string[]

/** The top left node stays where it is, so that the flow does not jump away. */
function placesOf(picture: Layout, nodes: Graph['nodes'], mirror: 1 | -1): Map<string, Position> {
  const places = new Map<string, Position>()
  const [anchor] = [...nodes].sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x)
  if (!anchor) return places
  const at = (id: string) => {
    const { x = 0, y = 0 } = picture.node(id)
    return { x: x * mirror - CARD.width / 2, y: y - CARD.height / 2 }
  }
  const origin = at(anchor.id)
  for (const { id } of nodes) {
    const { x, y } = at(id)
    places.set(id, snapped({ x: anchor.position.x + x - origin.x, y: anchor.position.y + y - origin.y }))
  }
  return places
}
