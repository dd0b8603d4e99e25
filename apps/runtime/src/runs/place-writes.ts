import { matchTurns } from '@tailorbird/engine/rerun/match-turns'
import { isUnmatched, parsePath, printPath, stepKey, turnPath, unmatchedTurnPath } from '@tailorbird/flow/run/step-ref'
import { type Told, type TypeOf, type Write, itemsIn } from './completed-writes.ts'

/** Says of writes of other runs where they would stand in this one: in the turns that are about the same items. Those
 *  whose item its lists do not have stand in no turn of it. Pure. */
export function placeWrites(writes: readonly Write[], own: Told, nodeType: TypeOf): Write[] {
  const taken = new Set(
    [...own.history].flatMap(([path, steps]) =>
      [...steps].flatMap(([nodeId, { status }]) => (status === 'succeeded' ? [stepKey({ path, nodeId })] : [])),
    ),
  )
  return placeAt([...writes], { path: '', level: 0 }, { own, nodeType, taken })
}

interface House {
  own: Told
  nodeType: TypeOf
  taken: ReadonlySet<string>
}

function placeAt(writes: Write[], { path, level }: { path: string; level: number }, house: House): Write[] {
  const here = writes.filter((write) => turnsOf(write).length === level).map((write) => ({ ...write, path }))
  const below = writes.filter((write) => turnsOf(write).length > level)
  // What stands directly in a turn is matched node by node: a turn that has done one of them may lack the other.
  const batches = Map.groupBy(below, (write) => {
    const turns = turnsOf(write)
    return `${turns[level]?.loopId} ${turns.length === level + 1 ? write.nodeId : ''}`
  })
  return [...here, ...[...batches.values()].flatMap((batch) => placeBatch(batch, { path, level }, house))]
}

function placeBatch(batch: Write[], at: { path: string; level: number }, house: House): Write[] {
  const { path, level } = at
  const { own, nodeType, taken } = house
  const [first] = batch
  if (!first) return []
  const loopId = turnsOf(first)[level]?.loopId ?? ''
  const isDirect = turnsOf(first).length === level + 1
  const items = itemsIn(own.history.get(path)?.get(loopId), nodeType(own.index.node.get(loopId)?.type ?? ''))
  const groups = [...Map.groupBy(batch, (write) => printPath(turnsOf(write).slice(level, level + 1))).values()].map(
    (of) => ({
      turn: of[0] ? (turnsOf(of[0])[level]?.number ?? 0) : 0,
      item: of[0]?.of[level],
      of,
    }),
  )
  const isFree = (turn: number) =>
    !isDirect || !taken.has(stepKey({ path: turnPath(path, loopId, turn), nodeId: first.nodeId }))
  const free = new Map([...(items ?? []).entries()].filter(([turn]) => isFree(turn)))
  const matched = items ? matchTurns(groups, free).turns : new Map(groups.map(({ turn }, index) => [index, turn]))
  return groups.flatMap(({ of }, index) => {
    const turn = matched.get(index)
    if (turn === undefined || isUnmatched(path)) return of.map((write) => unplaced(write, at))
    return placeAt(of, { path: turnPath(path, loopId, turn), level: level + 1 }, house)
  })
}

/** From this level on it stands in no turn. */
function unplaced(write: Write, { path, level }: { path: string; level: number }): Write {
  const rest = turnsOf(write).slice(level)
  const at = rest.reduce((outer, { loopId, number }) => unmatchedTurnPath(outer, loopId, number), path)
  return { ...write, path: at }
}

const turnsOf = ({ path }: Write) => parsePath(path)
