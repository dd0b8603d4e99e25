import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure, type FailureData } from '@tailorbird/flow/node/failure'
import { failureSaid } from '@tailorbird/flow/node/failure-said'
import { type Said, said } from '@tailorbird/flow/words/said'
import { type Actor, LEDGER_ID } from '@tailorbird/flow/node/node-type'
import type { Intent } from '@tailorbird/flow/run/run'
import { SETTLES_MS } from './settling.ts'
import { acquireSlot } from './account-access.ts'
import { WorldError } from '../world-error.ts'
import type { TurnWorld } from '../world.ts'

/** A call that X could not take, and that surely had no effect, is tried this often, with growing pauses. */
const MOST_RETRIES = 6

/** Pauses that double stop growing here. Seconds. */
const LONGEST_PAUSE_SECONDS = 6 * 3600

/** How long looking for a doubted write may keep failing before a person is asked. Milliseconds. */
const LOOKS_FOR_MS = 3 * 60_000

/** The longest pause between two looks. Milliseconds. */
const LOOKS_AGAIN_MS = 60_000

/** What is known of an attempt of a step when it comes to an end or must wait. */
export interface Attempt {
  node: GraphNode
  world: TurnWorld
  attempt: number
  at: Date
  input: unknown
}

/** The id by which the post ledger knows what was written; undefined when it has none. */
export function ledgerIdOf(output: unknown): string | undefined {
  const id = (output as Record<string, unknown>)[LEDGER_ID]
  return typeof id === 'string' ? id : undefined
}

export function recordDone({ node, world, attempt, at, input, output }: Attempt & { output: unknown }) {
  world.record(
    node.id,
    { status: 'succeeded', attempt, at, endedAt: world.now(), input, port: 'out', output },
    { status: 'confirmed', externalId: ledgerIdOf(output) },
  )
}

export function recordFailure(
  error: unknown,
  { node, world, attempt, at, input, ledger }: Attempt & { ledger?: boolean },
) {
  if (error instanceof WorldError) throw error
  const { data, retryAt: later, retryReason, waitsForConnection } = asFailure(error)
  const retryAt = later ?? pauseBefore(node, attempt, { data, now: world.now() })
  const most = Math.max(MOST_RETRIES, node.retry?.times ?? 0)
  const change = ledger ? ({ status: 'refused' } as const) : undefined
  const now = world.now()
  if (world.signal.aborted) {
    world.record(node.id, { status: 'cancelled', attempt, at, endedAt: now, input }, change)
  } else if (retryAt && (retryReason === 'rate limit' || attempt < most || !later)) {
    const until =
      retryReason === 'rate limit' || !later
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

/** X refused because of the account: the write waits, as the next attempt, until the account may go on. */
export async function recordHeldBack(error: Failure, { node, world, actor, ...step }: Attempt & { actor: Actor }) {
  const { attempt, at, input } = step
  const slot = await acquireSlot({ world, node, actor })
  if (slot === 'go') {
    recordFailure(error, { node, world, ...step, ledger: true })
    return
  }
  world.record(
    node.id,
    { status: 'failed', attempt, at, endedAt: world.now(), input, failure: error.data },
    { status: 'refused' },
  )
  world.record(node.id, { status: 'waiting', reason: 'account', ...slot, attempt: attempt + 1, at: world.now(), input })
}

/** When the flow's author wants another attempt of a node that failed: never of one that would fail the same way again. */
function pauseBefore(
  { retry }: GraphNode,
  attempt: number,
  { data, now }: { data: FailureData; now: Date },
): Date | undefined {
  if (!retry || attempt > retry.times || /^(param|pill|node)\./.test(data.code)) return undefined
  const factor = retry.pauses === 'exponential' ? 2 ** (attempt - 1) : 1
  return new Date(now.getTime() + Math.min(retry.seconds * factor, LONGEST_PAUSE_SECONDS) * 1000)
}

export interface Doubted extends Attempt, Intent {}

export function recordDoubt({ node, world, why, ...doubt }: Doubted & { why: Said }) {
  const failure = said('write.in-doubt', { why })
  world.record(node.id, { status: 'in doubt', ...doubt, failure }, { status: 'in doubt' })
}

/** Whether it happened will be seen on X, once X has had time. */
export function recordUnknown({ node, world, ...doubt }: Doubted & { failure: FailureData }) {
  const until = new Date(world.now().getTime() + SETTLES_MS)
  world.record(node.id, { status: 'waiting', reason: 'verifying', until, ...doubt }, { status: 'in doubt' })
}

/** Looking is a read: it is tried again with growing pauses; when X keeps refusing it, a person is asked. */
export function recordLookFailed(error: unknown, { node, world, ...doubt }: Doubted) {
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
    recordDoubt({ node, world, ...doubt, why: failureSaid(data) })
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

export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  return new Failure(said('node.bug', { error: error instanceof Error ? error.message : String(error) }), {
    cause: error,
  })
}
