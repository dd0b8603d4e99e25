import { type Turn, isUnmatched, parsePath, stepKey, turnPath, unmatchedTurnPath } from '@tailorbird/flow/run/step-ref'
import { type CompletedWrite, type FamilyRun, type NodeTypes, itemsOfLoop } from './completed-writes.ts'
import { matchTurns } from './match-turns.ts'

/** Says of the writes of other runs where they stand in this one: in the turns that are about the same items. Those whose
 *  item no list of this run has get the path of an unmatched turn. Pure. */
export function matchWrites(writes: readonly CompletedWrite[], own: FamilyRun, nodeType: NodeTypes): CompletedWrite[] {
  const taken = new Set<string>()
  for (const [path, steps] of own.history) {
    for (const [nodeId, { status }] of steps) if (status === 'succeeded') taken.add(stepKey({ path, nodeId }))
  }
  const candidates = writes.map((write) => ({ write, turns: parsePath(write.path) }))
  return matchIn({ path: '', depth: 0 }, candidates, { own, nodeType, taken })
}

interface Candidate {
  write: CompletedWrite
  /** The turns it was done in, in the run it comes from. */
  turns: readonly Turn[]
}

/** A turn of this run (or what is outside all loops), and how many turns are around what stands in it. */
interface At {
  path: string
  depth: number
}

interface Target {
  own: FamilyRun
  nodeType: NodeTypes
  /** Steps of this run that have succeeded, by key. */
  taken: ReadonlySet<string>
}

function matchIn(at: At, candidates: readonly Candidate[], target: Target): CompletedWrite[] {
  const { path, depth } = at
  const here = candidates.filter(({ turns }) => turns.length === depth).map(({ write }) => ({ ...write, path }))
  const below = candidates.filter(({ turns }) => turns.length > depth)
  // What stands directly in a turn is matched node by node: a turn that has done one of them may lack the other.
  const batches = Map.groupBy(below, ({ turns, write }) =>
    turns.length === depth + 1 ? `${turns[depth]?.loopId} ${write.nodeId}` : turns[depth]?.loopId,
  )
  return [...here, ...[...batches.values()].flatMap((batch) => matchBatch(at, batch, target))]
}

/** Matches writes of one loop: of one node directly in it, or of all that is in loops within it. */
function matchBatch(at: At, batch: readonly Candidate[], target: Target): CompletedWrite[] {
  const { path, depth } = at
  const groups = byTurn(batch, depth)
  const [first] = batch
  const loopId = first?.turns[depth]?.loopId
  if (!first || loopId === undefined) return []
  const { own, nodeType, taken } = target
  const items = itemsOfLoop(own.history.get(path)?.get(loopId), nodeType(own.index.node.get(loopId)?.type ?? ''))
  const isDirect = first.turns.length === depth + 1
  const isFree = (turn: number) =>
    !isDirect || !taken.has(stepKey({ path: turnPath(path, loopId, turn), nodeId: first.write.nodeId }))
  const free = new Map([...(items ?? []).entries()].filter(([turn]) => isFree(turn)))
  const matched = items ? matchTurns(groups, free).turns : new Map(groups.map(({ turn }, index) => [index, turn]))
  return groups.flatMap(({ candidates }, index) => {
    const turn = matched.get(index)
    if (turn === undefined || isUnmatched(path)) return candidates.map((candidate) => unmatched(candidate, at))
    return matchIn({ path: turnPath(path, loopId, turn), depth: depth + 1 }, candidates, target)
  })
}

/** A turn that a result waits for is another than the turn of that number. */
function byTurn(batch: readonly Candidate[], depth: number) {
  const groups = new Map<string, { turn: number; item: unknown; candidates: Candidate[] }>()
  for (const candidate of batch) {
    const turn = candidate.turns[depth]
    if (!turn) continue
    const key = `${turn.number} ${turn.unmatched}`
    const group = groups.get(key)
    if (group) group.candidates.push(candidate)
    else groups.set(key, { turn: turn.number, item: candidate.write.turnItems[depth], candidates: [candidate] })
  }
  return [...groups.values()]
}

/** From this depth on it stands in no turn. */
function unmatched({ write, turns }: Candidate, { path, depth }: At): CompletedWrite {
  const rest = turns.slice(depth)
  return { ...write, path: rest.reduce((outer, { loopId, number }) => unmatchedTurnPath(outer, loopId, number), path) }
}
