import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { Loop } from '@tailorbird/flow/node/node-type'
import type { Step, Steps } from '@tailorbird/flow/run/run'
import { stepKey, turnPath } from '@tailorbird/flow/run/step-ref'
import { LEAVES } from '../step/ending.ts'
import { type Frame, type LoopWalk, isLeft } from './frame.ts'
import { keepLastTurn, lastTurnIn } from './last-turn.ts'
import { type ReusedResult, matchReused } from '../rerun/match-reused.ts'
import { checkPlan, closeTurn, endOf, hasTurn, isOver } from './turns.ts'
import { asFailure } from '../step/record-outcome.ts'
import { resolveParams } from '../step/resolve-params.ts'
import type { World } from '../world.ts'

interface Walking {
  index: GraphIndex
  /** What is known from before; turns that reuse results find them here when they begin. */
  history: Map<string, Map<string, Step>>
  world: World
  open(turn: { path: string; loop: LoopWalk; turn: number; outside: Record<string, unknown> }): Frame
  /** Begins what can begin in a turn. */
  begin(frame: Frame): void
  /** The loop itself has settled. */
  over(frame: Frame, nodeId: string): void
}

/** The loops of a run that are under way, and their turns. */
export class Loops {
  readonly #walking: Walking
  readonly #loops = new Map<string, LoopWalk>()

  constructor(walking: Walking) {
    this.#walking = walking
  }

  has(key: string) {
    return this.#loops.has(key)
  }

  frames(): Frame[] {
    return [...this.#loops.values()].flatMap(({ active }) => [...active])
  }

  insides(): Steps[] {
    return this.frames().map(({ steps }) => steps)
  }

  /** Begins a loop, or goes on with one that a crash or a pause has interrupted. */
  start({ frame, node, type, previous }: { frame: Frame; node: GraphNode; type: Loop; previous: Step | undefined }) {
    const now = this.#walking.world.now()
    const known = previous?.status === 'started' ? previous : undefined
    const attempt = known?.attempt ?? 1
    const at = known?.at ?? now
    let input: Record<string, unknown> = {}
    try {
      input = known ? (known.input as Record<string, unknown>) : resolveParams(node, type, frame.scope)
      const { files, signal } = frame.world
      const plan = type.plan({ params: input, files, signal, now: () => this.#walking.world.now() })
      checkPlan(plan)
      const reused = matchReused({
        history: this.#walking.history,
        path: frame.path,
        node,
        type,
        input,
        turns: plan.turns,
      })
      if (!known) frame.world.record(node.id, { status: 'started', attempt, at, input })
      this.#reuse(reused)
      const loop: LoopWalk = {
        node,
        type,
        frame,
        plan,
        at,
        attempt,
        input,
        begun: 0,
        active: new Set(),
        last: undefined,
        results: [],
        failures: [],
        pumping: false,
        closed: false,
        left: false,
      }
      this.#loops.set(keyOf(loop), loop)
      if (known) this.#resume(loop)
      this.#pump(loop)
    } catch (error) {
      const { data: failure } = asFailure(error)
      frame.world.record(node.id, { status: 'failed', attempt, at, endedAt: now, input, failure })
      this.#walking.over(frame, node.id)
    }
  }

  /** A turn has nothing more to do. */
  close(frame: Frame) {
    const { loop } = frame
    if (!loop?.active.has(frame)) return
    closeTurn(loop, frame, this.#walking.index)
    this.#pump(loop)
  }

  /** Records the results of an earlier run in the turns that reuse them, and only then that they wait no longer: a crash
   *  in between finds them again. */
  #reuse(reused: readonly ReusedResult[]) {
    const { history, world } = this.#walking
    const note = (path: string, nodeId: string, step: Step) => {
      history.set(path, (history.get(path) ?? new Map<string, Step>()).set(nodeId, step))
      world.record({ nodeId, path }, step)
    }
    for (const { nodeId, to, step } of reused) if (!history.get(to)?.has(nodeId)) note(to, nodeId, step)
    for (const { nodeId, from, step } of reused) {
      const { attempt, at, endedAt, input, reusedFrom } = step
      note(from, nodeId, { status: 'cancelled', attempt, at, endedAt, input, reusedFrom })
    }
  }

  /** Takes the turns up again that were begun. Those that were complete are only counted. Turns of which only results
   *  of an earlier run are known begin when it is their turn. */
  #resume(loop: LoopWalk) {
    const last = lastTurnIn(this.#walking.history, {
      path: loop.frame.path,
      loopId: loop.node.id,
      counts: (steps) => [...steps.values()].some(({ reusedFrom }) => reusedFrom === undefined),
    })
    const begun: Frame[] = []
    for (let turn = 0; turn <= last; turn++) begun.push(this.#openTurn(loop, turn))
    loop.begun = last + 1
    for (const frame of begun) this.#walking.begin(frame)
  }

  #openTurn(loop: LoopWalk, turn: number): Frame {
    const frame = this.#walking.open({
      path: turnPath(loop.frame.path, loop.node.id, turn),
      loop,
      turn,
      outside: { ...loop.frame.scope, [loop.node.id]: loop.plan.turn(turn) },
    })
    loop.active.add(frame)
    for (const step of frame.steps.values()) {
      const leaves = step.status === 'succeeded' ? LEAVES[step.port] : undefined
      if (leaves) frame.left = true
      if (leaves === 'loop') loop.closed = loop.left = true
    }
    return frame
  }

  #pump(loop: LoopWalk) {
    if (loop.pumping) return
    loop.pumping = true
    while (!this.#walking.world.halted() && hasTurn(loop)) {
      const frame = this.#openTurn(loop, loop.begun++)
      this.#walking.begin(frame)
    }
    loop.pumping = false
    if (this.#loops.has(keyOf(loop)) && isOver(loop)) this.#end(loop)
  }

  #end(loop: LoopWalk) {
    const { frame, node, at, attempt, input } = loop
    this.#loops.delete(keyOf(loop))
    const endedAt = this.#walking.world.now()
    const settled = { attempt, at, endedAt, input }
    const end = endOf(loop)
    if (loop.last) keepLastTurn(frame, loop.last, { index: this.#walking.index, loopId: node.id })
    if (isLeft(frame)) frame.world.record(node.id, { status: 'cancelled', ...settled })
    else if ('failure' in end) frame.world.record(node.id, { status: 'failed', ...settled, failure: end.failure })
    else frame.world.record(node.id, { status: 'succeeded', ...settled, port: end.port, output: end.output })
    this.#walking.over(frame, node.id)
  }
}

const keyOf = ({ frame, node }: LoopWalk) => stepKey({ path: frame.path, nodeId: node.id })
