import { holds } from '@tailorbird/flow/expression/condition'
import type { Fields } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import type {
  Actor,
  RepeatableAction,
  End,
  NodeType,
  RunContext,
  Wait,
  WriteAction,
} from '@tailorbird/flow/node/node-type'
import { accountKey } from '@tailorbird/flow/run/account-key'
import type { ParkReason, Step } from '@tailorbird/flow/run/run'
import { said } from '@tailorbird/flow/words/said'
import { type Ending, PORT_OF } from './ending.ts'
import { acquireSlot, mayUse, tellOfAccount } from './account-access.ts'
import { type OpenNode, knownType, openNode } from './open-node.ts'
import { asFailure, recordFailure } from './record-outcome.ts'
import { resolveParams } from './resolve-params.ts'
import type { Task } from './task.ts'
import { withinTime } from './time-limit.ts'
import type { Slot } from '../world.ts'
import { writeNode } from './write-node.ts'

/** What a node may hand on at most, as JSON. Characters. */
const LARGEST_OUTPUT = 1_000_000

/** Runs one node and records every step of it. Whatever the node throws becomes a value here and nowhere else.
 *  Throws only what the world throws, such as a lost lease. */
export async function runNode(task: Task): Promise<void> {
  const { node, previous, world } = task
  const looksAgain = isPause(previous)
  const attempt = nextAttempt(previous)
  const at = looksAgain ? previous.at : world.now()
  let input: unknown = null
  try {
    const type = knownType(task)
    // A node that waits keeps what it came with: what an approver was shown is what is posted.
    input = looksAgain ? previous.input : resolveParams(node, type, task.scope)
    if (!looksAgain) world.record(node.id, { status: 'started', attempt, at, input })
    const values = input as Record<string, unknown>
    if (type.kind === 'action' && type.effect === 'writes') {
      const { context, actor } = await openNode(type, values, { world, nodeId: node.id, signal: world.signal })
      const slot = await acquireSlot({ world, node, actor })
      if (slot === 'go') await writeNode({ ...task, type, context, actor, attempt, at, input })
      else world.record(node.id, { status: 'waiting', reason: 'account', ...slot, attempt, at, input })
      return
    }
    if (type.kind === 'action' && type.effect === 'idempotent') await world.persisted()
    const done = await withinTime({ node, world }, async (signal) =>
      perform(type, await openNode(type, values, { world, nodeId: node.id, signal }), task),
    )
    if ('waiting' in done) world.record(node.id, { status: 'waiting', attempt, at, input, ...done.waiting })
    else world.record(node.id, { status: 'succeeded', attempt, at, endedAt: world.now(), input, ...done })
  } catch (error) {
    recordFailure(error, { ...task, attempt, at, input })
  }
}

type Done = { port: string; output: unknown } | { waiting: Omit<Waiting, 'status' | 'attempt' | 'at' | 'input'> }
type Waiting = Extract<Step, { status: 'waiting' }>

async function perform(type: Exclude<NodeType, WriteAction>, open: OpenNode, task: Task): Promise<Done> {
  const { scope } = task
  const { context } = open
  switch (type.kind) {
    case 'action':
      return act(type as RepeatableAction, open, task)
    case 'branch':
      return { port: await type.choose({ ...context, holds: (condition) => holds(condition, scope) }), output: null }
    case 'wait':
      return pause(type, context, task)
    case 'end':
      return { port: PORT_OF[type.ends], output: type.ends === 'run' ? verdict(type, context) : null }
    case 'loop':
    case 'trigger':
      throw new Failure(said(type.kind === 'loop' ? 'node.loop' : 'node.trigger'))
  }
}

/** An action that may be repeated asks whether its account may be used, and needs no slot: it posts nothing. */
async function act(type: RepeatableAction, { context, actor }: OpenNode, { node, world }: Task): Promise<Done> {
  const access = await mayUse({ world, actor })
  if (access !== 'go') return waitForAccount(access, actor)
  try {
    return { port: 'out', output: bounded(await type.run(context)) }
  } catch (error) {
    await tellOfAccount(asFailure(error), { node, world, actor, effect: 'reads' })
    const after = await mayUse({ world, actor })
    if (after === 'go') throw error
    return waitForAccount(after, actor)
  }
}

const waitForAccount = (held: Exclude<Slot, 'go'>, actor: Actor | undefined): Done => ({
  waiting: { reason: 'account', ...held, ...(actor && { wakes: accountKey(actor.accountId) }) },
})

async function pause(type: Wait, context: RunContext<Fields>, { node, previous, scope, answer }: Task): Promise<Done> {
  const look = await type.look(
    {
      ...context,
      holds: (condition, own) => holds(condition, own === undefined ? scope : { ...scope, [node.id]: own }),
    },
    {
      since: isPause(previous) ? previous.at : context.now(),
      state: isPause(previous) ? previous.state : undefined,
      answer,
    },
  )
  return 'leaveBy' in look ? { port: look.leaveBy, output: look.output } : { waiting: look }
}

function verdict(type: End, context: RunContext<Fields>): Ending {
  const said = type.verdict?.(context)
  if (!said) return { status: 'succeeded' }
  return 'failure' in said ? { status: 'failed', ...said } : { status: 'succeeded', ...said }
}

/** Whatever is handed on is kept with the run and shown in the browser: both must be able to bear it. */
function bounded(output: unknown) {
  const size = JSON.stringify(output)?.length ?? 0
  if (size <= LARGEST_OUTPUT) return output
  const found = Math.ceil(size / 1000).toLocaleString('en')
  throw new Failure(said('output.too-large', { found, most: LARGEST_OUTPUT / 1000 }))
}

const isPause = (step: Step | undefined): step is Waiting => step?.status === 'waiting' && PAUSES.has(step.reason)

/** A step that a crash left begun, or that only looks again, goes on as the same attempt; a retry is the next one. */
function nextAttempt(previous: Step | undefined): number {
  if (!previous) return 1
  return previous.status === 'started' || isPause(previous) ? previous.attempt : previous.attempt + 1
}

/** What is waited for without anything having gone wrong. */
const PAUSES: ReadonlySet<ParkReason> = new Set(['wait', 'approval', 'call', 'throttle', 'account'])
