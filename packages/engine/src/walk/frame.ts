import { LEFT_BY } from '@tailorbird/flow/expression/left-by'
import { EACH } from '@tailorbird/flow/node/each-port'
import { type GraphIndex, bodyOf, edgesInto, edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { Loop, LoopPlan } from '@tailorbird/flow/node/node-type'
import { type Step, type Steps, isSettled } from '@tailorbird/flow/run/run'
import { UNREACHED } from '@tailorbird/flow/run/unreached'
import { isReached } from './decide.ts'
import type { TurnWorld, World } from '../world.ts'

/** One turn of a loop while it is walked, or what stands outside all loops. */
export interface Frame {
  path: string
  /** The loop whose turn it is; undefined outside all loops. */
  loop: LoopWalk | undefined
  turn: number
  /** Its nodes: those directly in it, not those of loops within it. */
  body: readonly string[]
  steps: Map<string, Step>
  /** What data pills can see from here, by node id. */
  scope: Record<string, unknown>
  /** Nodes that have not settled. */
  open: number
  /** Nodes that have settled before those in front of them: reused results of another run. */
  early: Set<string>
  /** An end was reached. */
  left: boolean
  world: TurnWorld
}

/** A loop whose turns are under way. */
export interface LoopWalk {
  node: GraphNode
  type: Loop
  /** The frame the loop itself stands in. */
  frame: Frame
  plan: LoopPlan<Record<string, unknown>>
  at: Date
  attempt: number
  input: Record<string, unknown>
  /** Turns that were begun; the next one has this number. */
  begun: number
  active: Set<Frame>
  /** The latest turn that is over, where what it put out is seen behind the loop. */
  last: Frame | undefined
  results: unknown[]
  failures: { turn: number; failure: FailureData }[]
  /** Turns are being begun; what closes meanwhile need not begin more. */
  pumping: boolean
  /** No further turn begins. */
  closed: boolean
  /** It was left by an end inside it. */
  left: boolean
}

interface Framing {
  index: GraphIndex
  path: string
  loop?: LoopWalk
  turn?: number
  known: Steps | undefined
  /** What is to be seen from outside. */
  outside: Record<string, unknown>
  world: World
  /** Told of every step that is recorded. */
  onStep(frame: Frame, nodeId: string, step: Step): void
}

/** Opens a frame, with what is known of it from before. */
export function openFrame({ index, path, loop, turn = 0, known, outside, world, onStep }: Framing): Frame {
  const body = bodyOf(index, loop?.node.id ?? '')
  const steps = new Map(known)
  let open = body.length
  for (const step of steps.values()) if (isSettled(step)) open--
  const frame: Frame = {
    path,
    loop,
    turn,
    body,
    steps,
    scope: { ...outside },
    open,
    early: known ? earlyIn(index, body, steps) : new Set(),
    left: false,
    world: {
      ...world,
      services: (nodeId, uses) => world.services({ nodeId, path }, uses),
      acquireSlot: (nodeId, actor) => world.acquireSlot({ nodeId, path }, actor),
      accountLimited: (nodeId, actor, limit) => world.accountLimited({ nodeId, path }, actor, limit),
      claimed: (nodeId, accountId, ids) => world.claimed({ nodeId, path }, accountId, ids),
      claim: (nodeId, found) => world.claim({ nodeId, path }, found),
      record(nodeId, step, ledger) {
        // A write that was looked for and not found fails as this attempt, and is begun again as the next.
        frame.open += Number(isSettled(steps.get(nodeId))) - Number(isSettled(step))
        steps.set(nodeId, step)
        onStep(frame, nodeId, step)
        world.record({ nodeId, path }, step, ledger)
      },
    },
  }
  for (const [nodeId, step] of steps) keepOutput(frame, nodeId, step)
  return frame
}

/** Reused results of another run are there before what leads to them has run; until then nothing runs behind them, or later nodes would miss what they read of earlier ones. */
function earlyIn(index: GraphIndex, body: readonly string[], steps: Steps): Set<string> {
  const early = new Set(body.filter((id) => isPastIt(index, id, steps)))
  const open = [...body.filter((id) => !isSettled(steps.get(id))), ...early]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { port, to } of edgesOutOf(index, id)) {
      if (port === EACH || early.has(to) || !isSettled(steps.get(to))) continue
      early.add(to)
      open.push(to)
    }
  }
  return early
}

/** Whether no way leads to a reused result, and nobody has noted that yet. */
function isPastIt(index: GraphIndex, id: string, steps: Steps): boolean {
  const step = steps.get(id)
  if (step?.status !== 'succeeded' || step.reusedFrom === undefined || step.port === UNREACHED) return false
  return edgesInto(index, id).length > 0 && !isReached(index, id, steps)
}

/** Whether an early node is early no more: all in front of it has settled. */
export function catchUp({ early, steps }: Frame, index: GraphIndex, nodeId: string): boolean {
  if (!early.has(nodeId)) return false
  const isBehind = edgesInto(index, nodeId).every(
    ({ from, port }) => port === EACH || (isSettled(steps.get(from)) && !early.has(from)),
  )
  if (isBehind) early.delete(nodeId)
  return isBehind
}

/** What later nodes may read of this one. */
export function keepOutput({ scope, world }: Frame, nodeId: string, step: Step) {
  if (step.status === 'succeeded' && step.port === UNREACHED) delete scope[nodeId]
  else if (step.status === 'succeeded') scope[nodeId] = withWay(step.output, step.port)
  if (step.status === 'failed') scope[nodeId] = withWay({ error: world.inWords(step.failure) }, 'error')
}

/** The way out stands beside what was put out, where pills find it and nothing else does. */
function withWay(output: unknown, port: string): unknown {
  if (typeof output !== 'object' || Array.isArray(output)) return output
  return Object.defineProperty({ ...output }, LEFT_BY, { value: port })
}

/** Whether an end was reached here or around here. */
export const isLeft = (frame: Frame): boolean => frame.left || (frame.loop !== undefined && isLeft(frame.loop.frame))
