import { LEAVES } from '@tailorbird/engine/step/ending'
import type { Rerun } from '@tailorbird/contract/runs'
import { type GraphIndex, downstreamOf, edgesOutOf, loopsAround, upstreamOf } from '@tailorbird/flow/graph/graph-index'
import type { Step } from '@tailorbird/flow/run/run'
import {
  type Turn,
  innermostTurn,
  isUnmatched,
  joinPaths,
  parsePath,
  printPath,
  stepKey,
  unmatchedTurnPath,
} from '@tailorbird/flow/run/step-ref'
import { UNREACHED } from '@tailorbird/flow/run/unreached'
import { type Done, type Told, type TypeOf, type Write, writeKey, writesOf } from './completed-writes.ts'
import { placeWrites } from './place-writes.ts'

interface Repeating {
  /** The run that is repeated. */
  own: Told
  /** Repetitions of the same run and what they repeat: what any of them has written counts. */
  others: readonly Told[]
  /** The graph that will run. */
  index: GraphIndex
  from: Rerun['from']
  nodeType: TypeOf
  /** Completed writes that shall be done again, by place. */
  again: ReadonlySet<string>
}

export interface Kept {
  /** What the new run begins with. */
  history: Map<string, Map<string, Step>>
  /** Completed writes that it would come upon again; all but those in `again` are kept. */
  writes: Write[]
  /** Completed writes whose steps the graph that will run does not have as they were. */
  lost: (Write & { why: Loss })[]
}

/** The node is gone, is of another type now, or stands in other loops. */
export type Loss = 'gone' | 'other type' | 'moved'

/** What a re-run takes over from the run it repeats. Pure. A completed write is never left out unless it is named in
 *  `again`: whatever else runs anew, nothing is posted twice by default. A loop that failed goes on where it was; the
 *  writes of one that begins anew wait for the turns that are about the same items. */
export function stepsToKeep(repeating: Repeating): Kept {
  return new Keeping(repeating).keep()
}

/** What becomes of a turn, or of what stands outside all loops: it stays as it was; it goes on, and these nodes run
 *  again; or its loop begins anew, and only what was written counts. */
type Fate = { is: 'as it was' } | { is: 'goes on'; anew: ReadonlySet<string> } | { is: 'anew' }

class Keeping {
  readonly #repeating: Repeating
  readonly #fates = new Map<string, Fate>()
  readonly #kept: Kept = { history: new Map(), writes: [], lost: [] }
  /** Writes that wait for their turn, and are put under numbers of their own at the end. */
  readonly #waiting: Write[] = []

  constructor(repeating: Repeating) {
    this.#repeating = repeating
    this.#fates.set('', { is: 'goes on', anew: nodesAnew(repeating) })
  }

  keep(): Kept {
    const { own, others, nodeType } = this.#repeating
    const ours = writesOf(own, nodeType)
    const written = new Map(ours.map((write) => [stepKey(write), write]))
    for (const [path, steps] of own.history) {
      for (const [nodeId, step] of steps) {
        const write = written.get(stepKey({ path, nodeId }))
        if (write) this.#write(write)
        else this.#step(path, nodeId, step)
      }
    }
    const known = new Set(ours.map((write) => writeKey(write)))
    const theirs = others.flatMap((other) => writesOf(other, nodeType)).filter((write) => isNews(write, known))
    for (const write of placeWrites(theirs, own, nodeType)) {
      const place = stepKey(write)
      const isWaiting = isUnmatched(write.path)
      // A second post of the same place was asked for: the run's own counts.
      if (!isWaiting && written.has(place)) continue
      if (!isWaiting) written.set(place, write)
      this.#write(write)
    }
    this.#number()
    return this.#kept
  }

  #step(path: string, nodeId: string, step: Step) {
    const { own, from, index, nodeType } = this.#repeating
    if (this.#lossOf(nodeId, path) || isUnmatched(path)) return
    const fate = this.#fateOf(path)
    if (fate.is === 'anew') return
    const runsAnew = fate.is === 'goes on' && fate.anew.has(nodeId)
    if (!runsAnew) {
      if (isOver(step)) this.#put(path, nodeId, step, own.runId)
    } else if (from === 'failed' && 'input' in step && nodeType(index.node.get(nodeId)?.type ?? '')?.kind === 'loop') {
      if (!this.#goesOn(nodeId, fate.anew)) return
      // Begun and not ended: the engine takes its turns up where they are.
      const { attempt, at, input } = step
      this.#put(path, nodeId, { status: 'started', attempt, at, input }, own.runId)
    }
  }

  #write(write: Write) {
    const { nodeId, path, step, runId } = write
    const why = this.#lossOf(nodeId, path)
    if (why) {
      this.#kept.lost.push({ ...write, why })
      return
    }
    const fate = this.#fateOf(path)
    const isNew = this.#repeating.own.history.get(path)?.get(nodeId) === undefined
    const isDue = fate.is === 'goes on' && (isUnmatched(path) || isNew || fate.anew.has(nodeId))
    const runsAnew = fate.is === 'anew' || isDue
    if (!runsAnew) {
      this.#put(path, nodeId, isUnmatched(path) ? { ...step, of: write.of } : step, this.#reusedFrom(runId))
    } else if (fate.is === 'anew' || isUnmatched(path)) {
      this.#waiting.push(write)
    } else {
      this.#kept.writes.push(write)
      if (!this.#again(write)) this.#put(path, nodeId, onTheWay(step), this.#reusedFrom(runId))
    }
  }

  /** Writes in search of their turn go under paths with `~`, each turn they come from under a number of its own. */
  #number() {
    const taken = new Map<string, string>()
    for (const write of this.#waiting) {
      this.#kept.writes.push(write)
      if (this.#again(write)) continue
      let from = ''
      let path = ''
      for (const turn of parsePath(write.path)) {
        from = joinPaths(from, printPath([turn]))
        const keepsTurn = this.#fateOf(from).is !== 'anew' && !turn.unmatched
        path = keepsTurn ? joinPaths(path, printPath([turn])) : freeTurn(taken, { path, turn, from, of: write })
      }
      const { nodeId, step, of, runId } = write
      this.#put(path, nodeId, { ...onTheWay(step), of }, this.#reusedFrom(runId))
    }
  }

  #again = ({ path, nodeId }: Write) => this.#repeating.again.has(stepKey({ path, nodeId }))

  /** The run it is taken over from, as the person who repeats knows it. */
  #reusedFrom(runId: string) {
    const { own, others } = this.#repeating
    return others.some((other) => other.runId === runId) ? runId : own.runId
  }

  #put(path: string, nodeId: string, step: Step, reusedFrom: string) {
    const { history } = this.#kept
    const steps = history.get(path) ?? new Map<string, Step>()
    history.set(path, steps.set(nodeId, { ...step, reusedFrom }))
  }

  #fateOf(path: string): Fate {
    const known = this.#fates.get(path)
    if (known) return known
    const { outer: frame = '', turn } = innermostTurn(path) ?? {}
    const fate = this.#inside(this.#fateOf(frame), { path, loopId: turn?.loopId ?? '', frame })
    this.#fates.set(path, fate)
    return fate
  }

  #inside(outer: Fate, { path, loopId, frame }: { path: string; loopId: string; frame: string }): Fate {
    const { own, from, index } = this.#repeating
    if (outer.is !== 'goes on') return outer
    if (!outer.anew.has(loopId)) return { is: 'as it was' }
    const loop = own.history.get(frame)?.get(loopId)
    const goesOn = from === 'failed' && loop && 'input' in loop && this.#goesOn(loopId, outer.anew)
    if (!goesOn) return { is: 'anew' }
    return { is: 'goes on', anew: failedIn(own.history.get(path) ?? new Map<string, Step>(), index) }
  }

  /** A loop goes on with the list it had only while nothing before it runs again. */
  #goesOn(loopId: string, anew: ReadonlySet<string>) {
    return ![...upstreamOf(this.#repeating.index, loopId)].some((id) => anew.has(id))
  }

  /** Why the graph that will run does not have this step as it was; undefined when it has. */
  #lossOf(nodeId: string, path: string): Loss | undefined {
    const { index, own } = this.#repeating
    const node = index.node.get(nodeId)
    if (!node) return 'gone'
    const typeBefore = own.index.node.get(nodeId)?.type
    if (typeBefore !== undefined && node.type !== typeBefore) return 'other type'
    const turns = parsePath(path)
    const loops = loopsAround(index, nodeId)
    const isSame = ({ loopId }: Turn, at: number) =>
      loopId === loops[at] && own.index.node.get(loopId)?.type === index.node.get(loopId)?.type
    return turns.length === loops.length && turns.every(isSame) ? undefined : 'moved'
  }
}

/** A path with `~` for a turn of the run before: its number, or the next that no other run's turn has taken. */
function freeTurn(
  taken: Map<string, string>,
  { path, turn, from, of }: { path: string; turn: Turn; from: string; of: Write },
): string {
  // What another run tells of stands in its own numbers, unless it has found its turn here.
  const source = isUnmatched(from) ? `${of.toldBy} ${from}` : from
  for (let { number } = turn; ; number++) {
    const at = unmatchedTurnPath(path, turn.loopId, number)
    const by = taken.get(at)
    if (by !== undefined && by !== source) continue
    taken.set(at, source)
    return at
  }
}

function isNews(write: Write, known: Set<string>) {
  const key = writeKey(write)
  if (known.has(key)) return false
  known.add(key)
  return true
}

/** Whether a way leads to it is judged anew. */
const onTheWay = (step: Done): Done => (step.port === UNREACHED ? { ...step, port: 'out' } : step)

/** Outside all loops: the nodes that will run again. */
function nodesAnew({ index, own: { history }, from }: Repeating): Set<string> {
  if (from === 'start') return new Set(index.node.keys())
  const root = history.get('') ?? new Map<string, Step>()
  if (from === 'failed') return failedIn(root, index)
  const outermost = loopsAround(index, from.nodeId)[0] ?? from.nodeId
  return new Set([outermost, ...downstreamOf(index, outermost)])
}

/** Of one turn, or of what stands outside all loops: what has failed without a way out, was broken off or ended the run,
 *  and whatever hangs on it. */
function failedIn(steps: ReadonlyMap<string, Step>, index: GraphIndex): Set<string> {
  const anew = new Set<string>()
  for (const [nodeId, step] of steps) {
    const isUnhandled = step.status === 'failed' && !edgesOutOf(index, nodeId).some(({ port }) => port === 'error')
    const endedIt = step.status === 'succeeded' && LEAVES[step.port] === 'run'
    if (!isUnhandled && !endedIt && isOver(step)) continue
    anew.add(nodeId)
    for (const id of downstreamOf(index, nodeId)) anew.add(id)
  }
  // What an end left aside has its chance again.
  if (anew.size > 0) for (const [nodeId, step] of steps) if (step.status === 'skipped') anew.add(nodeId)
  return anew
}

const isOver = ({ status }: Step) => status === 'succeeded' || status === 'skipped' || status === 'failed'
