import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, edgesInto, edgesOutOf } from '@tailorbird/flow/graph/graph-index'

export interface OutlineRow {
  node: GraphNode
  /** How many forks lie above it. */
  depth: number
}

/** The nodes in the order they run, as an outline reads: what hangs on a fork stands below it, further in. */
export function nodesInOrder(index: GraphIndex): OutlineRow[] {
  const rows: OutlineRow[] = []
  const seen = new Set<string>()
  const roots = [...index.graph.nodes].filter(({ id }) => edgesInto(index, id).length === 0).sort(byPlace)
  const open = [...roots].reverse().map((node) => ({ node, depth: 0 }))
  const visitAll = () => {
    for (let row = open.pop(); row; row = open.pop()) {
      if (seen.has(row.node.id)) continue
      seen.add(row.node.id)
      rows.push(row)
      open.push(...childrenOf(row, index).reverse())
    }
  }
  visitAll()
  // A circle has no beginning; its nodes are listed all the same.
  for (const node of index.graph.nodes) {
    if (!seen.has(node.id)) {
      open.push({ node, depth: 0 })
      visitAll()
    }
  }
  return rows
}

function childrenOf({ node, depth }: OutlineRow, index: GraphIndex): OutlineRow[] {
  const children = edgesOutOf(index, node.id).flatMap(({ to }) => index.node.get(to) ?? [])
  const deeper = children.length > 1 ? depth + 1 : depth
  return [...new Set(children)].sort(byPlace).map((child) => ({ node: child, depth: deeper }))
}

const byPlace = (a: GraphNode, b: GraphNode) => a.position.x - b.position.x || a.position.y - b.position.y
