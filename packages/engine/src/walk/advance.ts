import { EACH } from '@tailorbird/flow/node/each-port'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import type { FailureData } from '@tailorbird/flow/node/failure'
import { type History, type Step, isSettled } from '@tailorbird/flow/run/run'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { UNREACHED } from '@tailorbird/flow/run/unreached'
import { said } from '@tailorbird/flow/words/said'
import { type Rest, decide, isReached, rest } from './decide.ts'
import { type Ending, LEAVES, endingIn } from '../step/ending.ts'
import { type Frame, type LoopWalk, catchUp, isLeft, keepOutput, openFrame } from './frame.ts'
import { recallLastTurns } from './last-turn.ts'
import type { Mailbox } from './mailbox.ts'
import { Loops } from './loops.ts'
import { runNode } from '../step/run-node.ts'
import { verifyNode } from '../step/write-node.ts'
import { latestVariables } from './variables.ts'
import type { World } from '../world.ts'

export interface Advancing {
  index: GraphIndex
  /** The latest step of each node, by path. */
  history: History
  /** What was said from outside since the run was parked, by `stepKey`. */
  signals?: ReadonlyMap<string, unknown> | undefined
  /** What is said to it while it is executed. */
  mailbox?: Mailbox | undefined
}

export type Outcome = Rest | { do: 'halt'; why: 'cancelled' | 'draining' }

/** Steps a run may take, turns of loops included: a loop of loops must not fill the disk. */
export const MOST_STEPS = 50_000

/** Walks a run until it sleeps, ends or is halted. Call it again after any crash: what has settled is never run twice.
 *  Ready nodes of parallel branches run at the same time. Throws what the world throws, such as a lost lease. */
export const advance = (run: Advancing, world: World): Promise<Outcome> => new Walk(run, world).walk()

class Walk {
  readonly #run: Advancing
  readonly #world: World
  /** What was known when the walk began, and what turns have reused since. */
  readonly #history: Map<string, Map<string, Step>>
  readonly #busy = new Map<string, Promise<Busy>>()
  /** Waiting nodes, by key: looked at again when their time comes while others still work. */
  readonly #parked = new Map<string, { frame: Frame; nodeId: string; until: Date }>()
  /** What was said to waiting steps, by key. */
  readonly #signals: Map<string, unknown>
  readonly #loops: Loops
  readonly #root: Frame
  readonly #vars: Record<string, unknown>
  #ending: Ending | undefined
  #steps = 0
  /** Variables are set one after the other, or one of two that append would be lost. */
  #assigning: Promise<unknown> = Promise.resolve()

  constructor(run: Advancing, world: World) {
    this.#run = run
    this.#world = world
    this.#signals = new Map(run.signals)
    this.#history = new Map([...run.history].map(([path, steps]) => [path, new Map(steps)]))
    this.#vars = latestVariables(run.history, (nodeId) => this.#assigns(nodeId))
    for (const steps of run.history.values()) this.#steps += steps.size
    this.#root = this.#open({ path: '', outside: { vars: this.#vars } })
    this.#loops = new Loops({
      index: run.index,
      history: this.#history,
      world,
      open: (turn) => this.#open(turn),
      begin: (frame) => this.#begin(frame, frame.body),
      over: (frame, nodeId) => this.#settled(frame, nodeId),
    })
    this.#ending = endingIn(run.history)
    if (this.#ending) this.#root.left = true
  }

  async walk(): Promise<Outcome> {
    if (!this.#world.halted()) this.#begin(this.#root, this.#root.body)
    while (this.#busy.size > 0) {
      const done = await this.#next()
      if (done) {
        this.#busy.delete(done.key)
        this.#settled(done.frame, done.nodeId)
      } else if (!this.#world.halted()) {
        this.#hear()
        this.#wakeDue()
      }
    }
    const why = this.#world.halted()
    if (why) return { do: 'halt', why }
    const resting = rest(this.#run.index, this.#root.steps, this.#loops.insides())
    return resting.do === 'finish' && this.#ending ? { do: 'finish', ...this.#ending } : resting
  }

  #open(turn: { path: string; loop?: LoopWalk; turn?: number; outside: Record<string, unknown> }): Frame {
    const { index } = this.#run
    const history = this.#history
    const frame = openFrame({
      ...turn,
      index,
      known: this.#history.get(turn.path),
      world: this.#world,
      onStep: (...told) => this.#onStep(...told),
    })
    if (frame.steps.size > 0) recallLastTurns(frame, { index, history, nodeType: (type) => this.#world.nodeType(type) })
    return frame
  }

  #onStep(frame: Frame, nodeId: string, step: Step) {
    keepOutput(frame, nodeId, step)
    if (step.status !== 'succeeded') return
    if (this.#assigns(nodeId)) Object.assign(this.#vars, step.output)
  }

  #assigns(nodeId: string) {
    const node = this.#run.index.node.get(nodeId)
    const type = node && this.#world.nodeType(node.type)
    return type?.kind === 'action' && 'assigns' in type && type.assigns === true
  }

  /** Waits for the first node that is done; undefined when it is the turn of one that waits, or something was said. */
  async #next(): Promise<Busy | undefined> {
    let first: Date | undefined
    for (const { until } of this.#parked.values()) if (!first || until < first) first = until
    const said = Promise.withResolvers<undefined>()
    this.#run.mailbox?.listen(() => said.resolve(undefined))
    if (!first) return Promise.race([...this.#busy.values(), said.promise])
    const alarm = this.#world.alarm(first)
    try {
      return await Promise.race([...this.#busy.values(), said.promise, alarm.rung.then(() => undefined)])
    } finally {
      alarm.silence()
    }
  }

  /** Has the waiting steps look again to which something was said. What is said to a step that does not wait yet stays. */
  #hear() {
    const { mailbox } = this.#run
    for (const message of mailbox?.read() ?? []) {
      const { nodeId, path, payload } = message
      const frame = [this.#root, ...this.#loops.frames()].find((open) => open.path === path)
      if (!frame || frame.steps.get(nodeId)?.status !== 'waiting') continue
      const key = keyOf(frame, nodeId)
      if (this.#busy.has(key)) continue
      mailbox?.take(message)
      this.#signals.set(key, payload)
      this.#begin(frame, [nodeId])
    }
  }

  #wakeDue() {
    const now = this.#world.now()
    for (const [key, { frame, nodeId, until }] of this.#parked) {
      if (until > now) continue
      this.#parked.delete(key)
      this.#begin(frame, [nodeId])
    }
  }

  /** Begins what can begin among these nodes, and whatever that opens at once. */
  #begin(frame: Frame, toJudge: readonly string[]) {
    const { index } = this.#run
    const queue = [...toJudge]
    // Each is judged just before it moves: a loop that is over at once may have moved others meanwhile.
    for (let at = 0; at < queue.length; at++) {
      const nodeIds = queue.slice(at, at + 1)
      for (const id of nodeIds) {
        if (!catchUp(frame, index, id)) continue
        this.#setAside(frame, id)
        queue.push(...behind(index, id))
      }
      const [move] = decide(index, nodeIds, {
        steps: frame.steps,
        now: this.#world.now(),
        left: isLeft(frame),
        early: frame.early,
        woken: (nodeId) => this.#signals.has(keyOf(frame, nodeId)),
      })
      if (!move) continue
      const { do: what, node } = move
      const key = keyOf(frame, node.id)
      if (this.#busy.has(key) || this.#loops.has(key)) continue
      if (what === 'run' || what === 'verify') this.#work(frame, node, what)
      else {
        this.#pass(frame, node.id, what)
        queue.push(...behind(index, node.id))
      }
    }
    if (frame.open === 0 && frame.loop) this.#loops.close(frame)
  }

  /** A reused result stays what it is; when no way leads to it in this run, nothing runs behind it. */
  #setAside(frame: Frame, nodeId: string) {
    const step = frame.steps.get(nodeId)
    if (step?.status !== 'succeeded' || isReached(this.#run.index, nodeId, frame.steps)) return
    frame.world.record(nodeId, { ...step, port: UNREACHED })
  }

  #pass(frame: Frame, nodeId: string, what: 'skip' | 'cancel') {
    const now = this.#world.now()
    const previous = frame.steps.get(nodeId)
    if (what === 'skip' || !previous || !('input' in previous)) {
      frame.world.record(nodeId, { status: 'skipped', attempt: 0, at: now })
      return
    }
    const { attempt, at, input } = previous
    frame.world.record(nodeId, { status: 'cancelled', attempt, at, endedAt: now, input })
  }

  #work(frame: Frame, node: GraphNode, what: 'run' | 'verify') {
    const previous = frame.steps.get(node.id)
    if (!previous) this.#steps++
    if (this.#steps > MOST_STEPS && !this.#ending) {
      this.#leave({ status: 'failed', failure: TOO_MANY })
      return
    }
    const key = keyOf(frame, node.id)
    this.#parked.delete(key)
    const type = this.#world.nodeType(node.type)
    if (type?.kind === 'loop' && what === 'run') {
      this.#loops.start({ frame, node, type, previous })
      return
    }
    const answer = this.#signals.get(key)
    const task = { node, previous, scope: frame.scope, world: frame.world, answer }
    const assigns = this.#assigns(node.id)
    const run = () => (previous && what === 'verify' ? verifyNode({ ...task, previous }) : runNode(task))
    const work = assigns ? this.#assigning.then(run) : run()
    if (assigns) this.#assigning = work.catch(() => undefined)
    const done = work.then((): Busy => ({ key, frame, nodeId: node.id }))
    // When one breaks off, the others are left to end by themselves; whoever waits hears of the first.
    done.catch(() => undefined)
    this.#busy.set(key, done)
  }

  /** A node has done what it could: it is settled, or it waits. */
  #settled(frame: Frame, nodeId: string) {
    const step = frame.steps.get(nodeId)
    if (step?.status === 'waiting' && step.until)
      this.#parked.set(keyOf(frame, nodeId), { frame, nodeId, until: step.until })
    if (!isSettled(step) || this.#world.halted()) return
    const leaves = step?.status === 'succeeded' ? LEAVES[step.port] : undefined
    if (leaves === 'run') this.#leave(endingIn(new Map([['', frame.steps]])) ?? { status: 'succeeded' })
    else if (leaves) {
      frame.left = true
      if (leaves === 'loop' && frame.loop) {
        frame.loop.closed = true
        frame.loop.left = true
      }
      this.#begin(frame, frame.body)
    } else this.#begin(frame, behind(this.#run.index, nodeId))
  }

  /** The whole run is left: what has not begun is skipped everywhere. */
  #leave(ending: Ending) {
    this.#ending = ending
    this.#root.left = true
    for (const frame of this.#loops.frames()) this.#begin(frame, frame.body)
    this.#begin(this.#root, this.#root.body)
  }
}

interface Busy {
  key: string
  frame: Frame
  nodeId: string
}

const keyOf = ({ path }: Frame, nodeId: string) => stepKey({ path, nodeId })

/** The nodes of the same frame that an edge of this one leads to. */
const behind = (index: GraphIndex, nodeId: string) =>
  edgesOutOf(index, nodeId).flatMap(({ port, to }) => (port === EACH ? [] : [to]))

const TOO_MANY: FailureData = said('run.too-many-steps', { steps: MOST_STEPS })
