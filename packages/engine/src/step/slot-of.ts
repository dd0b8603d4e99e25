import type { Actor } from '@tailorbird/flow/node/node-type'
import { WorldError } from '../world-error.ts'
import type { Slot, TurnWorld } from '../world.ts'

/** Whether a node may write now. What writes as no account always may. Throws `WorldError`. */
export async function slotOf(world: TurnWorld, nodeId: string, actor: Actor | undefined): Promise<Slot> {
  if (!actor) return 'go'
  try {
    return await world.slot(nodeId, actor)
  } catch (error) {
    throw error instanceof WorldError ? error : new WorldError(error)
  }
}
