import { Failure, type FailureData } from '@tailorbird/flow/node/failure'
import type { Loop, LoopPlan } from '@tailorbird/flow/node/node-type'
import type { Fields } from '@tailorbird/flow/fields/field'
import { holds } from '@tailorbird/flow/expression/condition'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import { said } from '@tailorbird/flow/words/said'
import { unhandled } from './decide.ts'
import { type Frame, type LoopWalk, isLeft } from './frame.ts'
import { asFailure } from '../step/record-outcome.ts'
import { resolveInside } from '../step/resolve-params.ts'

/** Whether another turn may begin now. */
export const hasTurn = (loop: LoopWalk) =>
  !loop.closed && !isLeft(loop.frame) && loop.begun < loop.plan.turns && loop.active.size < loop.plan.atOnce

/** Whether all is done that this loop will do. */
export const isOver = (loop: LoopWalk) =>
  loop.active.size === 0 && (loop.closed || isLeft(loop.frame) || loop.begun >= loop.plan.turns)

/** Takes down what a turn came to, and whether the loop goes on. */
export function closeTurn(loop: LoopWalk, frame: Frame, index: GraphIndex) {
  const { node, type, plan } = loop
  loop.active.delete(frame)
  if (type.keepsLast && frame.turn >= (loop.last?.turn ?? 0)) loop.last = frame
  const failure = unhandled(index, frame.steps) ?? takeResult(loop, frame)
  if (failure) {
    loop.failures.push({ turn: frame.turn, failure })
    if (plan.onFailure === 'stop') loop.closed = true
    return
  }
  if (!type.goesOn || loop.closed) return
  try {
    const params = { ...loop.input, ...resolveInside(node, type, frame.scope) } as Parameters<
      NonNullable<Loop<Fields>['goesOn']>
    >[0]['params']
    const goesOn = type.goesOn({ params, turn: frame.turn, holds: (condition) => holds(condition, frame.scope) })
    if (!goesOn) loop.closed = loop.left = true
  } catch (error) {
    loop.failures.push({ turn: frame.turn, failure: asFailure(error).data })
    loop.closed = true
  }
}

/** Keeps what the turn is to hand out; the failure when it cannot. */
function takeResult(loop: LoopWalk, frame: Frame): FailureData | undefined {
  loop.results[frame.turn] = null
  if (loop.node.params['collect'] === undefined || frame.left) return undefined
  try {
    loop.results[frame.turn] = resolveInside(loop.node, loop.type, frame.scope)['collect'] ?? null
    return undefined
  } catch (error) {
    return asFailure(error).data
  }
}

/** How the loop as a whole ends. */
export function endOf(loop: LoopWalk): { port: string; output: unknown } | { failure: FailureData } {
  const { plan, failures, begun } = loop
  const first = failures.toSorted((a, b) => a.turn - b.turn)[0]
  if (first && plan.onFailure !== 'continue') {
    const here = { turn: first.turn + 1, failed: failures.length, begun }
    return { failure: { ...first.failure, turns: [...(first.failure.turns ?? []), here] } }
  }
  try {
    const told = failures.map(({ turn, failure }) => ({ turn, failure: loop.frame.world.inWords(failure) }))
    const turns = { count: begun, results: loop.results, failures: told, left: loop.left }
    const port = loop.type.leaveBy?.(turns, loop.input as never) ?? 'out'
    return { port, output: loop.type.result(turns) }
  } catch (error) {
    return { failure: asFailure(error).data }
  }
}

/** Throws when the plan makes no sense; a node that plans a million turns would never end. */
export function checkPlan(plan: LoopPlan<Record<string, unknown>>) {
  if (plan.turns <= MOST_TURNS) return
  throw new Failure(said('loop.too-many-turns', { turns: plan.turns, most: MOST_TURNS }))
}

const MOST_TURNS = 10_000
