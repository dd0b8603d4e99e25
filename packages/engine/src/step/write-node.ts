import type { Fields } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Actor, RunContext, WriteAction } from '@tailorbird/flow/node/node-type'
import type { Step } from '@tailorbird/flow/run/run'
import { said } from '@tailorbird/flow/words/said'
import { acquireSlot, tellOfAccount } from './account-access.ts'
import { knownType, openNode } from './open-node.ts'
import {
  asFailure,
  ledgerIdOf,
  recordDone,
  recordDoubt,
  recordFailure,
  recordHeldBack,
  recordLookFailed,
  recordUnknown,
} from './record-outcome.ts'
import { SETTLES_MS } from './settling.ts'
import type { Task } from './task.ts'
import { withinTime } from './time-limit.ts'
import { WorldError } from '../world-error.ts'

/** An intent older than this is not sent any more: this process was asleep, and another may have taken the run over and
 *  looked already. Well below the time after which a silent process is declared dead. Milliseconds. */
const FRESH_MS = 3_000

/** A write that stays unknown this often is left to a person. */
const MOST_ATTEMPTS = 4

/** Makes the intent, keeps it durably, sends it, and writes down what became of it. */
export async function writeNode({ node, type, context, actor, world, attempt, at, input, prepared }: Write) {
  let intent = prepared
  try {
    intent ??= await withinTime({ node, world }, (signal) => type.prepare({ ...context, signal }))
  } catch (error) {
    // Nothing has left for the outside, so the slot it had is free for the next in the queue.
    return recordFailure(error, { node, world, attempt, at, input, ledger: true })
  }
  const intendedAt = world.now()
  const note = actor && type.ledger && { ...type.ledger(context, intent), ...actor }
  world.record(
    node.id,
    { status: 'intended', attempt, at, input, intent, intendedAt, actor },
    note && { status: 'intended', note },
  )
  try {
    await world.durable()
  } catch (error) {
    throw new WorldError(error)
  }
  const doubt = { node, world, attempt, at, input, intent, intendedAt, actor }
  if (world.now().getTime() - intendedAt.getTime() > FRESH_MS)
    return recordUnknown({ ...doubt, failure: said('write.held-up') })
  try {
    // A cancelled run lets a post that is on its way arrive: breaking it off would only leave it in doubt.
    const output = await withinTime({ node, world, isWrite: true }, (signal) =>
      type.send({ ...context, signal }, intent, prepared !== undefined),
    )
    recordDone({ node, world, attempt, at, input, output })
  } catch (error) {
    const failure = asFailure(error)
    if (failure.outcome !== 'unknown' && error instanceof Failure) {
      await tellOfAccount(failure, { node, world, actor, effect: 'writes' })
      if (actor && failure.stopsAccount) await recordHeldBack(failure, { node, world, actor, attempt, at, input })
      else recordFailure(error, { node, world, attempt, at, input, ledger: true })
      return
    }
    // The call broke off, or a bug did: either way X may have the post.
    recordUnknown({ ...doubt, failure: failure.data })
  }
}

interface Write extends Task {
  type: WriteAction
  context: RunContext<Fields>
  /** The account it writes as, if it does. */
  actor: Actor | undefined
  attempt: number
  at: Date
  input: unknown
  /** The intent of an earlier attempt that was looked for and not found. */
  prepared?: unknown
}

/** Looks on X for a write that may have happened, and settles it: done, sent again, or left to a person. */
export async function verifyNode(task: Task & { previous: Step }): Promise<void> {
  const { node, previous, world } = task
  if (previous.status !== 'intended' && previous.status !== 'waiting') return
  const { attempt, at, input, intent, intendedAt = at } = previous
  const { actor: began } = previous
  const doubt = { attempt, at, input, intent, intendedAt, actor: began }
  const settledAt = new Date(intendedAt.getTime() + SETTLES_MS)
  try {
    const type = knownType(task)
    if (type.kind !== 'action' || type.effect !== 'writes') throw new Failure(said('node.no-write'))
    const { signal } = world
    // The same values as then: what happened is not looked for by what the graph says now.
    const { context, actor } = await openNode(type, input as Record<string, unknown>, {
      ...{ world, nodeId: node.id, signal, actor: began },
    })
    const verdict = await withinTime({ node, world }, (inTime) =>
      type.verify(
        { ...context, signal: inTime },
        {
          intent,
          since: intendedAt,
          claimed: async (ids) => (actor ? world.claimed(node.id, actor.accountId, ids) : new Set()),
        },
      ),
    )
    if ('found' in verdict) {
      const externalId = ledgerIdOf(verdict.found)
      if (actor && externalId !== undefined) {
        const isOurs = await world.claim(node.id, { accountId: actor.accountId, attempt, externalId })
        if (!isOurs) {
          // Another write in doubt found the same at the same time. The next look knows that it is taken; our own may be
          // about to appear.
          const until = new Date(Math.max(settledAt.getTime(), world.now().getTime()))
          world.record(node.id, { status: 'waiting', reason: 'verifying', until, ...doubt })
          return
        }
      }
      recordDone({ node, world, attempt, at, input, output: verdict.found })
    } else if ('unclear' in verdict) {
      recordDoubt({ node, world, ...doubt, why: verdict.unclear })
    } else if (previous.status === 'intended' && world.now() < settledAt) {
      world.record(node.id, { status: 'waiting', reason: 'verifying', until: settledAt, ...doubt })
    } else if (attempt >= MOST_ATTEMPTS) {
      recordDoubt({ node, world, ...doubt, why: said('write.unclear-answers', { attempts: attempt }) })
    } else {
      const slot = await acquireSlot({ world, node, actor })
      if (slot !== 'go') {
        world.record(node.id, { status: 'waiting', reason: 'verifying', ...doubt, ...slot })
        return
      }
      world.record(
        node.id,
        { status: 'failed', attempt, at, endedAt: world.now(), input, failure: said('write.not-found') },
        { status: 'refused' },
      )
      await writeNode({ ...task, type, context, actor, attempt: attempt + 1, at: world.now(), input, prepared: intent })
    }
  } catch (error) {
    if (error instanceof WorldError) throw error
    recordLookFailed(error, { node, world, ...doubt })
  }
}
