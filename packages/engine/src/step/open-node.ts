import type { Fields } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure } from '@tailorbird/flow/node/failure'
import type { NodeType, RunContext } from '@tailorbird/flow/node/node-type'
import type { TurnWorld } from '../world.ts'

/** The type of a node. Throws `Failure` when it is not known here. */
export function knownType({ node, world }: { node: GraphNode; world: TurnWorld }): NodeType {
  const type = world.nodeType(node.type)
  if (type) return type
  throw new Failure({ code: 'node.unknown', message: `There is no node of the type "${node.type}" here.` })
}

/** What a node may work with: its values, with each alias opened. Throws `Failure`. */
export async function contextFor(
  type: NodeType,
  values: Record<string, unknown>,
  { world, nodeId, signal }: { world: TurnWorld; nodeId: string; signal: AbortSignal },
): Promise<RunContext<Fields>> {
  const params: Record<string, unknown> = { ...values }
  for (const [name, field] of Object.entries(type.params)) {
    if (field.kind === 'alias' && typeof values[name] === 'string')
      params[name] = await world.open(field.opens.name, values[name])
  }
  return { params, files: world.files, signal, now: () => world.now(), services: world.services(nodeId) }
}
