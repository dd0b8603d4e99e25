import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { Failure } from '@tailorbird/flow/node/failure'
import type { Actor } from '@tailorbird/flow/node/node-type'
import { WorldError } from '../world-error.ts'
import type { Slot, TurnWorld } from '../world.ts'

interface Access {
  node: GraphNode
  world: TurnWorld
  /** Undefined: it acts as no account, and always may. */
  actor: Actor | undefined
}

/** Whether a node may write now. Throws `WorldError`. */
export const acquireSlot = ({ world, node, actor }: Access): Promise<Slot> =>
  inWorld(() => (actor ? world.acquireSlot(node.id, actor) : 'go'))

/** Whether a node that does not write may use its account now. Throws `WorldError`. */
export const mayUse = ({ world, actor }: Omit<Access, 'node'>): Promise<Slot> =>
  inWorld(() => (actor ? world.mayUse(actor) : 'go'))

/** Tells the world of a failure that concerns all that would be done as the account. X counts what is read for each
 *  endpoint by itself, so that a rate limit of a read holds back nothing but that read. */
export async function tellOfAccount(
  failure: Failure,
  { node, world, actor, effect }: Access & { effect: 'reads' | 'writes' },
): Promise<void> {
  const { retryReason, retryAt, stopsAccount, data } = failure
  const isLimit = effect === 'writes' && retryReason === 'rate limit' && retryAt !== undefined
  if (actor && (stopsAccount || isLimit)) await world.accountLimited(node.id, actor, { failure: data, until: retryAt })
}

async function inWorld<T>(ask: () => T | Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw error instanceof WorldError ? error : new WorldError(error)
  }
}
