import { type GraphIndex, edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import type { Step } from '@tailorbird/flow/run/run'
import { type Rest, decide, rest } from './decide.ts'
import { runNode } from './run-node.ts'
import { verifyNode } from './write-node.ts'
import type { World } from './world.ts'

export interface Advancing {
  index: GraphIndex
  /** The latest step of each node. */
  steps: ReadonlyMap<string, Step>
}

export type Outcome = Rest | { do: 'halt'; why: 'cancelled' | 'draining' }

/** Walks a run until it sleeps, ends or is halted. Call it again after any crash: what has settled is never run twice.
 *  Ready nodes of parallel branches run at the same time. Throws what the world throws, such as a lost lease. */
export async function advance(run: Advancing, world: World): Promise<Outcome> {
  const steps = new Map(run.steps)
  const scope: Record<string, unknown> = {}
  const busy = new Map<string, Promise<string>>()
  for (const [id, step] of steps) keepOutput(scope, id, step)
  const recording: World = {
    ...world,
    record(nodeId, step, ledger) {
      steps.set(nodeId, step)
      keepOutput(scope, nodeId, step)
      world.record(nodeId, step, ledger)
    },
  }

  const begin = (open: string[]) => {
    for (let next = open; next.length > 0;) {
      const moves = decide(run.index, steps, next, world.now())
      next = []
      for (const { do: what, node } of moves) {
        if (busy.has(node.id)) continue
        const previous = steps.get(node.id)
        if (what === 'skip') {
          recording.record(node.id, { status: 'skipped', attempt: 0, at: world.now() })
          next.push(...behind(run.index, node.id))
        } else {
          const work =
            previous && what === 'verify'
              ? verifyNode({ node, previous, scope, world: recording })
              : runNode({ node, previous, scope, world: recording })
          const done = work.then(() => node.id)
          // When one breaks off, the others are left to end by themselves; whoever waits hears of the first.
          done.catch(() => undefined)
          busy.set(node.id, done)
        }
      }
    }
  }

  if (!world.halted()) begin([...run.index.node.keys()])
  while (busy.size > 0) {
    const done = await Promise.race(busy.values())
    busy.delete(done)
    if (!world.halted()) begin(behind(run.index, done))
  }
  const why = world.halted()
  return why ? { do: 'halt', why } : rest(run.index, steps)
}

const behind = (index: GraphIndex, nodeId: string) => edgesOutOf(index, nodeId).map(({ to }) => to)

function keepOutput(scope: Record<string, unknown>, nodeId: string, step: Step) {
  if (step.status === 'succeeded') scope[nodeId] = step.output
}
