import type { Fields } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Actor, NodeType, RunContext } from '@tailorbird/flow/node/node-type'
import { said } from '@tailorbird/flow/words/said'
import type { TurnWorld } from '../world.ts'

/** The type of a node. Throws `Failure` when it is not known here. */
export function knownType({ node, world }: { node: GraphNode; world: TurnWorld }): NodeType {
  const type = world.nodeType(node.type)
  if (type) return type
  throw new Failure(said('node.unknown', { type: node.type }))
}

interface Opening {
  world: TurnWorld
  nodeId: string
  signal: AbortSignal
  /** Who it began to act as. Default: whoever the alias leads to now. */
  actor?: Actor | undefined
}

export interface OpenNode {
  context: RunContext<Fields>
  /** The account it acts as; undefined when it acts as none. */
  actor: Actor | undefined
}

/** What a node may work with: its values, with each alias opened. Throws `Failure`. */
export async function openNode(
  type: NodeType,
  values: Record<string, unknown>,
  { world, nodeId, signal, actor: began }: Opening,
): Promise<OpenNode> {
  const params: Record<string, unknown> = { ...values }
  let actor: Actor | undefined
  for (const [name, field] of Object.entries(type.params)) {
    const alias = values[name]
    if (field.kind !== 'alias' || typeof alias !== 'string') continue
    const isActor = name === type.actsAs
    const opened = await world.open(field.opens.name, alias, isActor ? began?.connectionId : undefined)
    params[name] = opened.client
    if (isActor) actor = opened.actor
  }
  if (began && actor && actor.accountId !== began.accountId) throw otherAccount(began, actor)
  const services = world.services(nodeId, type.uses ?? [])
  const context = { params, files: world.files, signal, now: () => world.now(), services }
  return { context, actor }
}

const otherAccount = (began: Actor, now: Actor) =>
  new Failure(said('write.other-account', { began: began.username, now: now.username }))
