import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Loop } from '@tailorbird/flow/node/node-type'
import type { History } from '@tailorbird/flow/run/run'
import { joinPaths, parsePath, turnAround, turnPath, unmatchedTurnPath } from '@tailorbird/flow/run/step-ref'
import type { SucceededStep } from './completed-writes.ts'
import { said } from '@tailorbird/flow/words/said'
import { matchTurns } from './match-turns.ts'

/** A result of an earlier run, and the turn of this one that reuses it. */
export interface ReusedResult {
  nodeId: string
  /** The path it waits under, and the path it goes to. */
  from: string
  to: string
  step: SucceededStep
}

interface BeginningLoop {
  history: History
  /** Where the loop stands. */
  path: string
  node: GraphNode
  type: Loop
  input: Record<string, unknown>
  turns: number
}

/** Which unmatched results belong to which turns of a loop that begins: to those that are about the same item. What is in
 *  loops within goes along and waits for those. Results whose item is in the list no longer stay where they are, and
 *  nothing runs behind them. Pure. Throws `Failure` when it cannot be told. */
export function matchReused({ history, path, node, type, input, turns }: BeginningLoop): ReusedResult[] {
  const loop = { outer: path, loopId: node.id }
  const groups = unmatchedIn(history, loop)
  if (groups.length === 0) return []
  const known = knownTurns(history, loop)
  const items = type.itemsOf?.(input)
  const free = new Map<number, unknown>()
  for (let turn = 0; turn < turns; turn++) if (!known.has(turn)) free.set(turn, items ? items[turn] : turn)
  const waiting = groups.filter(({ results }) => turnWith(results, { history, loop, known }) === undefined)
  const matched = matchTurns(waiting, free)
  if (matched.unclear) throw listChanged(node)
  return groups.flatMap((group) => {
    const { results, turn: was } = group
    const turn = turnWith(results, { history, loop, known }) ?? matched.turns.get(waiting.indexOf(group))
    if (turn === undefined) return []
    return results.map(({ inner, nodeId, step }) => ({
      nodeId,
      from: joinPaths(unmatchedTurnPath(path, node.id, was), inner),
      to: joinPaths(turnPath(path, node.id, turn), inner),
      step: inner === '' ? { ...step, turnItems: undefined } : step,
    }))
  })
}

/** A loop, and the path it stands in. */
interface LoopAt {
  outer: string
  loopId: string
}

interface Group {
  turn: number
  item: unknown
  /** `inner`: the path within the turn. */
  results: { inner: string; nodeId: string; step: SucceededStep }[]
}

/** The results that wait for a turn of this loop, by the turn they come from. */
function unmatchedIn(history: History, loop: LoopAt): Group[] {
  const depth = parsePath(loop.outer).length
  const groups = new Map<number, Group>()
  for (const [at, steps] of history) {
    const { turn, inner = '' } = turnAround(at, loop) ?? {}
    if (!turn?.unmatched) continue
    for (const [nodeId, step] of steps) {
      if (step.status !== 'succeeded') continue
      const group = groups.get(turn.number) ?? { turn: turn.number, item: step.turnItems?.[depth], results: [] }
      group.results.push({ inner, nodeId, step })
      groups.set(turn.number, group)
    }
  }
  return [...groups.values()].toSorted((a, b) => a.turn - b.turn)
}

/** The turns of which something is known. */
function knownTurns(history: History, loop: LoopAt): Set<number> {
  const turns = new Set<number>()
  for (const at of history.keys()) {
    const turn = turnAround(at, loop)?.turn
    if (turn && !turn.unmatched) turns.add(turn.number)
  }
  return turns
}

/** The turn that has reused some of these results already, before a crash. */
function turnWith(
  results: Group['results'],
  { history, loop, known }: { history: History; loop: LoopAt; known: ReadonlySet<number> },
): number | undefined {
  const isThere = (turn: number) =>
    results.some(({ inner, nodeId, step }) => {
      const there = history.get(joinPaths(turnPath(loop.outer, loop.loopId, turn), inner))?.get(nodeId)
      const isReused = there?.status === 'succeeded' && there.reusedFrom !== undefined
      return isReused && there.endedAt.getTime() === step.endedAt.getTime() && same(there.output, step.output)
    })
  return [...known].find(isThere)
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const listChanged = ({ label }: GraphNode) => new Failure(said('rerun.list-changed', { node: label }))
