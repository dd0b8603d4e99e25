import { holds } from '@tailorbird/flow/expression/condition'
import type { Scope } from '@tailorbird/flow/expression/pill'
import type { Fields } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Context, NodeType, Writing } from '@tailorbird/flow/node/node-type'
import type { Step } from '@tailorbird/flow/run/run'
import { contextFor, knownType } from './open-node.ts'
import { recordFailure } from './record-outcome.ts'
import { resolveParams } from './resolve-params.ts'
import type { Task } from './task.ts'
import { writeNode } from './write-node.ts'

/** Runs one node and records every step of it. Whatever the node throws becomes a value here and nowhere else.
 *  Throws only what the world throws, such as a lost lease. */
export async function runNode(task: Task): Promise<void> {
  const attempt = nextAttempt(task.previous)
  const at = task.world.now()
  let input: unknown = null
  try {
    const type = knownType(task)
    input = resolveParams(task.node, type, task.scope)
    task.world.record(task.node.id, { status: 'started', attempt, at, input })
    const context = await contextFor(type, input as Record<string, unknown>, task.world)
    if (type.kind === 'action' && type.effect === 'writes') {
      await writeNode({ ...task, type, context, attempt, at, input })
      return
    }
    const { port, output } = await perform(type, context, task.scope)
    task.world.record(task.node.id, {
      status: 'succeeded',
      attempt,
      at,
      endedAt: task.world.now(),
      input,
      port,
      output,
    })
  } catch (error) {
    recordFailure(error, { ...task, attempt, at, input })
  }
}

async function perform(type: Exclude<NodeType, Writing>, context: Context<Fields>, scope: Scope) {
  switch (type.kind) {
    case 'action':
      return { port: 'out', output: await (type as Extract<typeof type, { run: unknown }>).run(context) }
    case 'branch':
      return { port: type.choose({ ...context, holds: (condition) => holds(condition, scope) }), output: null }
    case 'trigger':
      throw new Failure({ code: 'node.trigger', message: 'A trigger starts runs; it cannot run inside one.' })
  }
}

/** A step that a crash left begun goes on as the same attempt; a retry is the next one. */
function nextAttempt(previous: Step | undefined): number {
  if (!previous) return 1
  return previous.status === 'started' ? previous.attempt : previous.attempt + 1
}
