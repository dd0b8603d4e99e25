import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { type Position, snapped } from '../canvas/place-node.ts'

interface NewNode {
  id: string
  type: NodeDescription
  position: Position
  graph: Graph
}

/** A node as it comes out of the palette: named after its type, with what its fields start with. */
export function newNode({ id, type, position, graph }: NewNode): GraphNode {
  return {
    id,
    type: type.type,
    label: freeLabel(type.title, new Set(graph.nodes.map(({ label }) => label))),
    position: snapped(position),
    params: initialParams(type),
  }
}

function initialParams(type: NodeDescription): Record<string, Binding> {
  const initial = Object.entries(type.params).filter(([, field]) => field.initial !== undefined)
  return Object.fromEntries(
    initial.map(([name, field]) => [name, { fixed: JSON.parse(JSON.stringify(field.initial)) }]),
  )
}

/** "Create Post", then "Create Post 2": labels may repeat, but people tell nodes apart by them. */
export function freeLabel(label: string, taken: ReadonlySet<string>): string {
  if (!taken.has(label)) return label
  const stem = label.replace(/ \d+$/, '')
  for (let number = 2; ; number += 1) {
    const candidate = `${stem} ${number}`
    if (!taken.has(candidate)) return candidate
  }
}
