import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { CARD } from '../canvas/card-size.ts'
import type { Change } from './change.ts'
import type { Fragment } from './fragment.ts'
import { freeLabel } from './new-node.ts'
import { mapPills } from '../pills/map-pills.ts'
import { type Position, boundsOf, snap } from '../canvas/place-node.ts'

interface PasteFragment {
  fragment: Fragment
  /** The middle of what is pasted. */
  at: Position
  newId(): string
  name?: string
}

/** Pasted nodes get ids of their own; pills among them follow, pills to nodes left behind stay as they are. */
export const pasteFragment = ({ fragment, at, newId, name }: PasteFragment): Change => {
  const ids = new Map(fragment.nodes.map(({ id }) => [id, newId()]))
  const idOf = (old: string) => ids.get(old) ?? old
  const edges = fragment.edges.map((edge) => ({ ...edge, id: newId(), from: idOf(edge.from), to: idOf(edge.to) }))
  return {
    name: name ?? (fragment.nodes.length === 1 ? 'Paste node' : `Paste ${fragment.nodes.length} nodes`),
    apply: (graph) => ({
      ...graph,
      nodes: [...graph.nodes, ...placed(graph, fragment, at).map((node) => renumbered(node, idOf))],
      edges: [...graph.edges, ...edges],
    }),
    select: [...ids.values()],
  }
}

const renumbered = (node: GraphNode, idOf: (old: string) => string): GraphNode => ({
  ...mapPills(node, (pill) => ({ ...pill, node: idOf(pill.node) })),
  id: idOf(node.id),
})

function placed(graph: Graph, { nodes }: Fragment, at: Position): GraphNode[] {
  const box = boundsOf(nodes)
  const move = { x: snap(at.x - box.x - box.width / 2), y: snap(at.y - box.y - box.height / 2) }
  const taken = new Set(graph.nodes.map(({ label }) => label))
  while (graph.nodes.some((there) => nodes.some((node) => meets(there.position, node.position, move)))) {
    move.x += 32
    move.y += 32
  }
  return nodes.map((node) => {
    const label = freeLabel(node.label, taken)
    taken.add(label)
    return { ...node, label, position: { x: node.position.x + move.x, y: node.position.y + move.y } }
  })
}

/** Exactly on top of another card nobody would see that something was pasted. */
const meets = (there: Position, node: Position, move: Position) =>
  Math.abs(node.x + move.x - there.x) < CARD.width / 8 && Math.abs(node.y + move.y - there.y) < CARD.height / 4
