import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import { portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import type { Destination } from '../store/asking.ts'
import { addNode } from '../model/changes/add-node.ts'
import { insertOnEdge } from '../model/changes/insert-on-edge.ts'
import type { Editor } from '../store/editor.ts'
import { newNode } from '../model/changes/new-node.ts'
import { freeSpot, spotAfter, spotAtEnd } from '../model/canvas/place-node.ts'
import { surroundingsOf } from '../model/workspace.ts'

/** Puts a node of the chosen type where it was asked for and selects it. */
export function chooseNode(editor: Editor, type: NodeDescription, destination: Destination = {}) {
  const { graph, index, world } = editor
  const source = destination.wire && index.node.get(destination.wire.from)
  const place =
    destination.position ??
    (source && destination.wire ? spotAfter(graph, source, destination.wire.port) : spotAtEnd(graph))
  const node = newNode({ id: world.newId(), type, position: freeSpot(graph, place), graph })
  const isTrigger = type.kind === 'trigger'
  if (destination.edgeId !== undefined && !isTrigger) {
    editor.perform(
      insertOnEdge({ node, edgeId: destination.edgeId, port: mainPort(type, node), newEdgeId: world.newId() }),
    )
  } else {
    const wire = destination.wire && !isTrigger ? { ...destination.wire, id: world.newId() } : undefined
    editor.perform(addNode({ node, wire }))
  }
  editor.ask(undefined)
  editor.view?.show(node.id)
}

/** The way on through a node: for a branch its first, for a loop the one after its last turn. */
export function mainPort(type: NodeDescription, { params }: Pick<GraphNode, 'params'>): string {
  const ports = Object.keys(portsOfNode(type, params))
  return ports.includes('out') ? 'out' : (ports[0] ?? 'out')
}

/** A click in the palette hangs the node on the selected one, or on the end of the thread when there is only one end.
 *  Where the thread goes on already, the node is put in between. */
export function destinationOfClick(editor: Editor): Destination {
  const { index, selectedNodes, selectedEdges, workspace } = editor
  const [selectedEdge] = selectedEdges
  if (selectedEdge !== undefined && selectedEdges.size === 1) return { edgeId: selectedEdge }
  const [selected] = selectedNodes.size === 1 ? selectedNodes : []
  const ends = index.graph.nodes.filter(({ id }) => edgesOutOf(index, id).length === 0)
  const from =
    (selected === undefined ? undefined : index.node.get(selected)) ?? (ends.length === 1 ? ends[0] : undefined)
  const type = from && surroundingsOf(workspace).nodeType(from.type)
  if (!from || !type) return {}
  const edges = edgesOutOf(index, from.id).filter(({ port }) => port !== 'error')
  const port = Object.keys(portsOfNode(type, from.params)).find(
    (name) => name !== 'error' && edges.every((edge) => edge.port !== name),
  )
  if (port !== undefined) return { wire: { from: from.id, port } }
  const [onward] = edges
  return onward ? { edgeId: onward.id } : {}
}
