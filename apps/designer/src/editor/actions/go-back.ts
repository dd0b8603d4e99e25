import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { edgesOutOf, loopsAround, upstreamOf } from '@tailorbird/flow/graph/graph-index'
import { portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import { EACH } from '@tailorbird/flow/node/each-port'
import { wrapInLoop } from '../model/changes/wrap-in-loop.ts'
import type { Editor } from '../store/editor.ts'
import { nodesInOrder } from '../model/node-order.ts'
import { nodeWith, surroundingsOf } from '../model/workspace.ts'

/** The ways out of a node that lead nowhere yet, with their labels: they can lead back. */
export function waysBack({ index, workspace }: Editor, node: GraphNode): { port: string; label: string }[] {
  const type = surroundingsOf(workspace).nodeType(node.type)
  const wired = new Set(edgesOutOf(index, node.id).map(({ port }) => port))
  return Object.entries(type ? portsOfNode(type, node.params) : {})
    .filter(([port]) => port !== EACH && !wired.has(port))
    .map(([port, label]) => ({ port, label }))
}

/** The steps on the way to a node, itself included, in the order of the flow. */
export function stepsBefore({ index, workspace }: Editor, nodeId: string): GraphNode[] {
  const { nodeType } = surroundingsOf(workspace)
  const before = upstreamOf(index, nodeId).add(nodeId)
  const around = loopsAround(index, nodeId)
  return nodesInOrder(index)
    .map(({ node }) => node)
    .filter(({ id, type }) => before.has(id) && !around.includes(id) && nodeType(type)?.kind !== 'trigger')
}

interface GoBack {
  from: string
  port: string
  to: string
  most: number
}

/** Has a way out lead back to an earlier step: what stands between becomes the body of a loop that goes on until that way
 *  is not taken, at most so many times. Returns why it cannot be, in a sentence. */
export function goBack(editor: Editor, { from, port, to, most }: GoBack): string | undefined {
  const { graph, index, workspace, world } = editor
  const target = index.node.get(to)?.label ?? to
  const done = wrapInLoop({
    ...{ graph, nodeIds: [to, from], nodeType: surroundingsOf(workspace).nodeType, newId: world.newId },
    ...{ nodeWith: (role) => nodeWith(workspace, role), loop: 'repeat' },
    name: `Go back to ${target}`,
    back: { nodeId: from, port, most, label: `Back to ${target}` },
  })
  if ('refused' in done) return done.refused
  editor.perform(done.change)
  editor.ask(undefined)
  const [loopId] = done.change.select ?? []
  if (loopId !== undefined) editor.view?.show(loopId)
  return undefined
}
