import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { casesIn } from '@tailorbird/flow/graph/ports-of-node'
import type { Change } from './change.ts'
import type { Position } from '../canvas/place-node.ts'

/** Pills name a node by its id, so its label is free to change. */
export const renameNode = (nodeId: string, label: string): Change => ({
  name: `Rename to "${label}"`,
  apply: (graph) => editNode(graph, nodeId, (node) => (node.label === label ? node : { ...node, label })),
})

interface SetParam {
  nodeId: string
  name: string
  /** For undo: what the field is called. */
  label: string
  /** Undefined empties the field. */
  binding: Binding | undefined
  /** What stands in it are ways out: edges that leave by one that is gone go with it. */
  ways?: boolean
}

export const setParam = ({ nodeId, name, label, binding, ways = false }: SetParam): Change => ({
  name: `Change ${label}`,
  merge: `param ${nodeId} ${name}`,
  apply: (graph) => {
    const before = graph.nodes.find(({ id }) => id === nodeId)?.params[name]
    const edited = editNode(graph, nodeId, (node) => {
      if (JSON.stringify(before) === JSON.stringify(binding)) return node
      const { [name]: _, ...others } = node.params
      return { ...node, params: binding === undefined ? others : { ...node.params, [name]: binding } }
    })
    return ways ? withoutEdges(edited, nodeId, gonePorts(before, binding)) : edited
  },
})

function gonePorts(before: Binding | undefined, after: Binding | undefined): Set<string> {
  const left = new Set(casesIn(after).map(({ port }) => port))
  return new Set(casesIn(before).flatMap(({ port }) => (left.has(port) ? [] : [port])))
}

function withoutEdges(graph: Graph, nodeId: string, ports: ReadonlySet<string>): Graph {
  if (ports.size === 0) return graph
  return { ...graph, edges: graph.edges.filter(({ from, port }) => from !== nodeId || !ports.has(port)) }
}

export const setNote = (nodeId: string, note: string): Change => ({
  name: 'Change note',
  merge: `note ${nodeId}`,
  apply: (graph) => editNode(graph, nodeId, ({ note: _, ...node }) => (note === '' ? node : { ...node, note })),
})

export const moveNodes = (positions: ReadonlyMap<string, Position>, name = movedName(positions.size)): Change => ({
  name,
  apply: (graph) => {
    const moves = graph.nodes.some(({ id, position }) => differs(positions.get(id), position))
    if (!moves) return graph
    return {
      ...graph,
      nodes: graph.nodes.map((node) => {
        const position = positions.get(node.id)
        return position && differs(position, node.position) ? { ...node, position } : node
      }),
    }
  },
})

const movedName = (count: number) => (count === 1 ? 'Move node' : `Move ${count} nodes`)
const differs = (next: Position | undefined, now: Position) =>
  next !== undefined && (next.x !== now.x || next.y !== now.y)

export function editNode(graph: Graph, nodeId: string, edit: (node: GraphNode) => GraphNode): Graph {
  const before = graph.nodes.find(({ id }) => id === nodeId)
  const after = before && edit(before)
  return after === before || !after
    ? graph
    : { ...graph, nodes: graph.nodes.map((node) => (node === before ? after : node)) }
}
