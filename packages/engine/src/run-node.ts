import { holds } from '@tailorbird/flow/expression/condition'
import type { Scope } from '@tailorbird/flow/expression/pill'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure, type FailureData } from '@tailorbird/flow/node/failure'
import { type Context, LEDGER_ID, type NodeType, type Writing } from '@tailorbird/flow/node/node-type'
import type { Fields } from '@tailorbird/flow/fields/field'
import type { Step } from '@tailorbird/flow/run/run'
import { resolveParams } from './resolve-params.ts'
import type { World } from './world.ts'

/** How long after a call of unknown outcome X may still be working on it. Looking earlier could miss a post that is
 *  about to appear, and send it twice. Milliseconds. */
const SETTLES_MS = 5_000
/** A write that stays unknown this often is left to a person. */
const MOST_ATTEMPTS = 4
/** A call that X could not take, and that surely had no effect, is tried this often, with growing pauses. */
const MOST_RETRIES = 6
/** How long looking for a doubted write may keep failing before a person is asked. Milliseconds. */
const LOOKS_FOR_MS = 3 * 60_000
/** The longest pause between two looks. Milliseconds. */
const LOOKS_AGAIN_MS = 60_000

interface Task {
  node: GraphNode
  previous: Step | undefined
  scope: Scope
  world: World
}

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
      await write({ ...task, type, context, attempt, at, input })
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

/** Looks on X for a write that may have happened, and settles it: done, sent again, or left to a person. */
export async function verifyNode(task: Task & { previous: Step }): Promise<void> {
  const { node, previous, scope, world } = task
  if (previous.status !== 'intended' && previous.status !== 'waiting') return
  const { attempt, at, input, intent, intendedAt = at } = previous
  const doubt = { attempt, at, input, intent, intendedAt }
  const settledAt = new Date(intendedAt.getTime() + SETTLES_MS)
  try {
    const type = knownType(task)
    if (type.kind !== 'action' || type.effect !== 'writes') throw new Failure(NOT_A_WRITE)
    const context = await contextFor(type, resolveParams(node, type, scope), world)
    const { accountId } = type.ledger(context, intent)
    const verdict = await type.verify(context, {
      intent,
      since: intendedAt,
      claimed: (ids) => world.claimed(accountId, ids),
    })
    if ('found' in verdict) {
      recordDone({ node, world, attempt, at, input, output: verdict.found })
    } else if ('unclear' in verdict) {
      recordDoubt({ node, world, ...doubt, why: verdict.unclear })
    } else if (previous.status === 'intended' && world.now() < settledAt) {
      world.record(node.id, { status: 'waiting', reason: 'verifying', until: settledAt, ...doubt })
    } else if (attempt >= MOST_ATTEMPTS) {
      recordDoubt({ node, world, ...doubt, why: `X has not answered clearly ${attempt} times.` })
    } else {
      world.record(
        node.id,
        { status: 'failed', attempt, at, endedAt: world.now(), input, failure: DID_NOT_HAPPEN },
        { status: 'refused' },
      )
      await write({ ...task, type, context, attempt: attempt + 1, at: world.now(), input, prepared: intent })
    }
  } catch (error) {
    if (isWorlds(error)) throw error
    recordLookFailed(error, { node, world, ...doubt })
  }
}

interface Write extends Task {
  type: Writing
  context: Context<Fields>
  attempt: number
  at: Date
  input: unknown
  /** The intent of an earlier attempt that was looked for and not found. */
  prepared?: unknown
}

async function write({ node, type, context, world, attempt, at, input, prepared }: Write) {
  const intent = prepared ?? (await type.prepare(context))
  const intendedAt = world.now()
  const note = type.ledger(context, intent)
  world.record(node.id, { status: 'intended', attempt, at, input, intent, intendedAt }, { status: 'intended', note })
  try {
    await world.durable()
  } catch (error) {
    throw new WorldError(error)
  }
  try {
    // A cancelled run lets a post that is on its way arrive: breaking it off would only leave it in doubt.
    const output = await type.send({ ...context, signal: NEVER }, intent, prepared !== undefined)
    recordDone({ node, world, attempt, at, input, output })
  } catch (error) {
    const failure = asFailure(error)
    if (failure.outcome !== 'unknown' && error instanceof Failure) {
      recordFailure(error, { node, world, attempt, at, input, ledger: true })
      return
    }
    // The call broke off, or a bug did: either way X may have the post.
    const until = new Date(world.now().getTime() + SETTLES_MS)
    world.record(
      node.id,
      { status: 'waiting', reason: 'verifying', until, attempt, at, input, intent, intendedAt, failure: failure.data },
      { status: 'in doubt' },
    )
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

async function contextFor(type: NodeType, values: Record<string, unknown>, world: World): Promise<Context<Fields>> {
  const params: Record<string, unknown> = { ...values }
  for (const [name, field] of Object.entries(type.params)) {
    if (field.kind === 'alias' && typeof values[name] === 'string')
      params[name] = await world.open(field.opens.name, values[name])
  }
  return { params, files: world.files, signal: world.signal, now: () => world.now() }
}

interface Outcome {
  node: GraphNode
  world: World
  attempt: number
  at: Date
  input: unknown
}

function recordDone({ node, world, attempt, at, input, output }: Outcome & { output: unknown }) {
  const externalId = (output as Record<string, unknown>)[LEDGER_ID]
  world.record(
    node.id,
    { status: 'succeeded', attempt, at, endedAt: world.now(), input, port: 'out', output },
    { status: 'confirmed', externalId: typeof externalId === 'string' ? externalId : undefined },
  )
}

function recordFailure(error: unknown, { node, world, attempt, at, input, ledger }: Outcome & { ledger?: boolean }) {
  if (isWorlds(error)) throw error
  const { data, retryAt, retryReason, waitsForConnection } = asFailure(error)
  const change = ledger ? ({ status: 'refused' } as const) : undefined
  const now = world.now()
  if (world.signal.aborted) {
    world.record(node.id, { status: 'cancelled', attempt, at, endedAt: now, input }, change)
  } else if (retryAt && (retryReason === 'rate limit' || attempt < MOST_RETRIES)) {
    const until =
      retryReason === 'rate limit'
        ? retryAt
        : new Date(Math.max(retryAt.getTime(), now.getTime() + 1000 * 2 ** attempt))
    world.record(node.id, { status: 'waiting', reason: retryReason, until, attempt, at, input, failure: data }, change)
  } else if (waitsForConnection !== undefined) {
    world.record(
      node.id,
      { status: 'waiting', reason: 'connection', connectionId: waitsForConnection, attempt, at, input, failure: data },
      change,
    )
  } else {
    world.record(node.id, { status: 'failed', attempt, at, endedAt: now, input, failure: data }, change)
  }
}

interface Doubted extends Outcome {
  intent: unknown
  intendedAt: Date
}

function recordDoubt({ node, world, why, ...doubt }: Doubted & { why: string }) {
  const failure = {
    code: 'write.in-doubt',
    message: `Nobody can tell whether this was posted. ${why}`,
    hint: 'Look at the account on X, then say here whether it is there.',
  }
  world.record(node.id, { status: 'in doubt', ...doubt, failure }, { status: 'in doubt' })
}

/** Looking is a read: it is tried again with growing pauses; when X keeps refusing it, a person is asked. */
function recordLookFailed(error: unknown, { node, world, ...doubt }: Doubted) {
  const { data, retryAt, waitsForConnection } = asFailure(error)
  const now = world.now().getTime()
  const since = now - doubt.intendedAt.getTime()
  const again = now + Math.min(Math.max(SETTLES_MS, since / 4), LOOKS_AGAIN_MS)
  if (waitsForConnection !== undefined) {
    world.record(node.id, {
      status: 'waiting',
      reason: 'connection',
      connectionId: waitsForConnection,
      failure: data,
      ...doubt,
    })
  } else if (since > LOOKS_FOR_MS && !retryAt) {
    recordDoubt({ node, world, ...doubt, why: data.message })
  } else {
    world.record(node.id, {
      status: 'waiting',
      reason: 'verifying',
      until: new Date(Math.max(retryAt?.getTime() ?? 0, again)),
      failure: data,
      ...doubt,
    })
  }
}

function knownType({ node, world }: Pick<Task, 'node' | 'world'>): NodeType {
  const type = world.nodeType(node.type)
  if (type) return type
  throw new Failure({ code: 'node.unknown', message: `There is no node of the type "${node.type}" here.` })
}

/** A step that a crash left begun goes on as the same attempt; a retry is the next one. */
function nextAttempt(previous: Step | undefined): number {
  if (!previous) return 1
  return previous.status === 'started' ? previous.attempt : previous.attempt + 1
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const message = error instanceof Error ? error.message : String(error)
  return new Failure({
    code: 'node.bug',
    message: `The node broke down: ${message}`,
    hint: 'This is a fault in the node itself, not in your flow. Please report it.',
    cause: error,
  })
}

/** Wraps what the world threw, so that it is not taken for a failure of the node. */
class WorldError extends Error {
  constructor(cause: unknown) {
    super('The run can no longer be recorded.', { cause })
  }
}
const isWorlds = (error: unknown) => error instanceof WorldError

const NEVER = new AbortController().signal
const NOT_A_WRITE: FailureData = {
  code: 'node.bug',
  message: 'This node does not write; there is nothing to look for.',
}
const DID_NOT_HAPPEN: FailureData = {
  code: 'write.not-found',
  message: 'The connection broke off before X answered. We looked on X: the post was not there, so it is sent again.',
}
