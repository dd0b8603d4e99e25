import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { Step } from '@tailorbird/flow/run/run'
import {
  type StepRef,
  type Turn,
  isUnmatched,
  joinPaths,
  parsePath,
  printPath,
  stepKey,
  unmatchedTurnPath,
} from '@tailorbird/flow/run/step-ref'
import { UNREACHED } from '@tailorbird/flow/run/unreached'
import {
  type CompletedWrite,
  type FamilyRun,
  type NodeTypes,
  type SucceededStep,
  writeKey,
  writesOf,
} from './completed-writes.ts'
import { matchWrites } from './match-writes.ts'
import { type RerunFrom, TurnPlans, isOver } from './turn-plans.ts'
import { type WriteLoss, writeLoss } from './write-loss.ts'

export interface RerunRequest {
  /** The run that is repeated. */
  own: FamilyRun
  /** Repetitions of the same run and what they repeat: what any of them has written counts. */
  others: readonly FamilyRun[]
  /** The graph that will run. */
  index: GraphIndex
  from: RerunFrom
  nodeType: NodeTypes
  /** Completed writes that shall be done again, by `stepKey`. */
  again: ReadonlySet<string>
}

export interface RerunPlan {
  /** The reused steps that the new run begins with. */
  history: Map<string, Map<string, Step>>
  /** Completed writes that it would come upon; all but those in `again` are reused. */
  writes: CompletedWrite[]
  /** Completed writes whose steps the graph that will run does not have as they were. */
  lost: (CompletedWrite & { why: WriteLoss })[]
}

/** What a repetition reuses of the run it repeats. Pure. A completed write is never left out unless it is named in
 *  `again`: whatever else runs anew, nothing is posted twice by default. A loop that failed is resumed; the writes of one
 *  that begins anew wait for the turns that are about the same items. */
export const planRerun = (request: RerunRequest): RerunPlan => new Planning(request).plan()

class Planning {
  readonly #request: RerunRequest
  readonly #turns: TurnPlans
  readonly #plan: RerunPlan = { history: new Map(), writes: [], lost: [] }
  /** Writes that wait for their turn; their turns are numbered at the end. */
  readonly #unmatched: CompletedWrite[] = []

  constructor(request: RerunRequest) {
    this.#request = request
    this.#turns = new TurnPlans(request)
  }

  plan(): RerunPlan {
    const { own, others, nodeType } = this.#request
    const ours = writesOf(own, nodeType)
    const written = new Map(ours.map((write) => [stepKey(write), write]))
    for (const [path, steps] of own.history) {
      for (const [nodeId, step] of steps) {
        const write = written.get(stepKey({ path, nodeId }))
        if (write) this.#addWrite(write)
        else this.#addStep({ path, nodeId }, step)
      }
    }
    const known = new Set(ours.map(writeKey))
    const theirs = others.flatMap((other) => writesOf(other, nodeType)).filter((write) => isNews(write, known))
    for (const write of matchWrites(theirs, own, nodeType)) {
      const key = stepKey(write)
      const waits = isUnmatched(write.path)
      // A second post of the same step was asked for: the run's own counts.
      if (!waits && written.has(key)) continue
      if (!waits) written.set(key, write)
      this.#addWrite(write)
    }
    this.#numberUnmatched()
    return this.#plan
  }

  #addStep(ref: StepRef, step: Step) {
    const { own, index, nodeType } = this.#request
    if (this.#lossOf(ref) || isUnmatched(ref.path)) return
    const turn = this.#turns.of(ref.path)
    if (turn.is === 'begun anew') return
    const runsAnew = turn.is === 'resumed' && turn.anew.has(ref.nodeId)
    if (!runsAnew) {
      if (isOver(step)) this.#reuse(ref, step, own.runId)
      return
    }
    const isLoop = nodeType(index.node.get(ref.nodeId)?.type ?? '')?.kind === 'loop'
    if (!isLoop || !('input' in step) || !this.#turns.resumes(ref.nodeId, turn.anew)) return
    // Begun and not ended: the engine takes its turns up where they are.
    const { attempt, at, input } = step
    this.#reuse(ref, { status: 'started', attempt, at, input }, own.runId)
  }

  #addWrite(write: CompletedWrite) {
    const { nodeId, path, step } = write
    const why = this.#lossOf(write)
    if (why) {
      this.#plan.lost.push({ ...write, why })
      return
    }
    const turn = this.#turns.of(path)
    const isNew = this.#request.own.history.get(path)?.get(nodeId) === undefined
    const waits = isUnmatched(path)
    const isDue = turn.is === 'resumed' && (waits || isNew || turn.anew.has(nodeId))
    if (turn.is !== 'begun anew' && !isDue) {
      this.#reuse(write, waits ? { ...step, turnItems: write.turnItems } : step, this.#reusedFrom(write))
    } else if (turn.is === 'begun anew' || waits) {
      this.#unmatched.push(write)
    } else {
      this.#plan.writes.push(write)
      if (!this.#isRepeated(write)) this.#reuse(write, judgedAnew(step), this.#reusedFrom(write))
    }
  }

  /** Gives writes that wait for their turn the paths of unmatched turns, each turn they come from a number of its own. */
  #numberUnmatched() {
    const taken = new Map<string, string>()
    for (const write of this.#unmatched) {
      this.#plan.writes.push(write)
      if (this.#isRepeated(write)) continue
      let from = ''
      let path = ''
      for (const turn of parsePath(write.path)) {
        from = joinPaths(from, printPath([turn]))
        const keepsTurn = this.#turns.of(from).is !== 'begun anew' && !turn.unmatched
        path = keepsTurn ? joinPaths(path, printPath([turn])) : freeTurn(taken, { path, turn, from, write })
      }
      const { nodeId, step, turnItems } = write
      this.#reuse({ path, nodeId }, { ...judgedAnew(step), turnItems }, this.#reusedFrom(write))
    }
  }

  #isRepeated = (write: CompletedWrite) => this.#request.again.has(stepKey(write))

  /** The run it is reused from, as the person who repeats knows it. */
  #reusedFrom({ runId }: CompletedWrite) {
    const { own, others } = this.#request
    return others.some((other) => other.runId === runId) ? runId : own.runId
  }

  #reuse({ path, nodeId }: StepRef, step: Step, reusedFrom: string) {
    const { history } = this.#plan
    const steps = history.get(path) ?? new Map<string, Step>()
    history.set(path, steps.set(nodeId, { ...step, reusedFrom }))
  }

  #lossOf(ref: StepRef) {
    return writeLoss(ref, { before: this.#request.own.index, now: this.#request.index })
  }
}

/** The path of an unmatched turn with the number the turn had, or the next that no other run's turn has. */
function freeTurn(
  taken: Map<string, string>,
  { path, turn, from, write }: { path: string; turn: Turn; from: string; write: CompletedWrite },
): string {
  // What was found in another run has that run's numbers, unless it was matched to a turn of this one.
  const source = isUnmatched(from) ? `${write.foundIn} ${from}` : from
  for (let { number } = turn; ; number++) {
    const at = unmatchedTurnPath(path, turn.loopId, number)
    const by = taken.get(at)
    if (by !== undefined && by !== source) continue
    taken.set(at, source)
    return at
  }
}

function isNews(write: CompletedWrite, known: Set<string>) {
  const key = writeKey(write)
  if (known.has(key)) return false
  known.add(key)
  return true
}

/** Whether a way leads to it is judged anew. */
const judgedAnew = (step: SucceededStep): SucceededStep => (step.port === UNREACHED ? { ...step, port: 'out' } : step)
