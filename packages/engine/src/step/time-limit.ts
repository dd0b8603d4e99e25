import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure } from '@tailorbird/flow/node/failure'
import { said } from '@tailorbird/flow/words/said'
import type { TurnWorld } from '../world.ts'

/** How long one attempt of a node may take when nobody has said. Seconds. */
const DEFAULT_SECONDS = 300

interface Limited {
  node: GraphNode
  world: TurnWorld
  /** A write that takes too long may have happened. */
  isWrite?: boolean
}

/** Gives work until the node's time limit, then breaks it off; a node that does not listen to the signal is left behind.
 *  Throws `Failure` when the time is up. */
export async function withinTime<T>(
  { node, world, isWrite = false }: Limited,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const seconds = node.timeoutSeconds ?? DEFAULT_SECONDS
  const breakOff = new AbortController()
  const alarm = world.alarm(new Date(world.now().getTime() + seconds * 1000))
  const onCancel = () => breakOff.abort(world.signal.reason)
  if (!isWrite) {
    if (world.signal.aborted) onCancel()
    else world.signal.addEventListener('abort', onCancel)
  }
  const tooLong = alarm.rung.then(() => {
    breakOff.abort()
    throw new Failure(said('node.timeout', { seconds }), { outcome: isWrite ? 'unknown' : undefined })
  })
  try {
    return await Promise.race([work(breakOff.signal), tooLong])
  } finally {
    alarm.silence()
    world.signal.removeEventListener('abort', onCancel)
  }
}
