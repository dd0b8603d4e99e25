import type { Actor } from '@tailorbird/flow/node/node-type'
import { WorldError } from './world-error.ts'
import type { Turn, TurnWorld } from './world.ts'

/** Whether a node may write now. What writes as no account always may. Throws `WorldError`. */
export async function turnOf(world: TurnWorld, nodeId: string, actor: Actor | undefined): Promise<Turn> {
  if (!actor) return 'go'
  try {
    return await world.turn(nodeId, actor)
  } catch (error) {
    throw new WorldError(error)
  }
}
