import type { Edge as FlowEdge } from '@tailorbird/flow/graph/graph'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import { portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import type { Edge } from 'reactflow'
import { type Workspace, surroundingsOf } from '../workspace.ts'

/** An edge as React Flow draws it. */
export type CanvasEdge = Edge<{ edge: FlowEdge; label: string | undefined }, 'thread'>

interface CanvasEdgesInput {
  index: GraphIndex
  workspace: Workspace
  selected: ReadonlySet<string>
}

const made = new WeakMap<FlowEdge, CanvasEdge>()

/** Edges that did not change stay the same objects. */
export function canvasEdges({ index, workspace, selected }: CanvasEdgesInput): CanvasEdge[] {
  const { nodeType } = surroundingsOf(workspace)
  return index.graph.edges.map((edge) => {
    const source = index.node.get(edge.from)
    const target = index.node.get(edge.to)
    const type = source && nodeType(source.type)
    const label = type && edge.port !== 'out' ? (portsOfNode(type, source.params)[edge.port] ?? edge.port) : undefined
    const ariaLabel = `Edge from ${source?.label ?? 'nowhere'}${label ? `, ${label},` : ''} to ${target?.label ?? 'nowhere'}`
    const old = made.get(edge)
    if (old && old.selected === selected.has(edge.id) && old.ariaLabel === ariaLabel && old.data?.label === label)
      return old
    const canvasEdge: CanvasEdge = {
      id: edge.id,
      type: 'thread',
      source: edge.from,
      sourceHandle: edge.port,
      target: edge.to,
      targetHandle: 'in',
      selected: selected.has(edge.id),
      data: { edge, label },
      ariaLabel,
      // Tab walks from card to card; threads are reached from the cards they hang on.
      domAttributes: { tabIndex: -1 },
    }
    made.set(edge, canvasEdge)
    return canvasEdge
  })
}
