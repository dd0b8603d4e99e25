import { matchTurns } from '@tailorbird/engine/rerun/match-turns'
import { isUnplaced, keptTurnPath, turnPath } from '@tailorbird/flow/run/turn-path'
import { type Told, type TypeOf, type Write, itemsIn } from './completed-writes.ts'

/** Says of writes of other runs where they would stand in this one: in the turns that are about the same items. Those
 *  whose item its lists do not have stand in no turn of it. Pure. */
export function placeWrites(writes: readonly Write[], own: Told, nodeType: TypeOf): Write[] {
  const taken = new Set(
    [...own.history].flatMap(([path, steps]) =>
      [...steps].flatMap(([nodeId, { status }]) => (status === 'succeeded' ? [`${path} ${nodeId}`] : [])),
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
  const here = writes.filter((write) => segmentsOf(write).length === level).map((write) => ({ ...write, path }))
  const below = writes.filter((write) => segmentsOf(write).length > level)
  // What stands directly in a turn is matched node by node: a turn that has done one of them may lack the other.
  const batches = Map.groupBy(below, (write) => {
    const segments = segmentsOf(write)
    return `${loopIn(segments[level])} ${segments.length === level + 1 ? write.nodeId : ''}`
  })
  return [...here, ...[...batches.values()].flatMap((batch) => placeBatch(batch, { path, level }, house))]
}

function placeBatch(batch: Write[], at: { path: string; level: number }, house: House): Write[] {
  const { path, level } = at
  const { own, nodeType, taken } = house
  const [first] = batch
  if (!first) return []
  const loopId = loopIn(segmentsOf(first)[level])
  const isDirect = segmentsOf(first).length === level + 1
  const items = itemsIn(own.history.get(path)?.get(loopId), nodeType(own.index.node.get(loopId)?.type ?? ''))
  const groups = [...Map.groupBy(batch, (write) => segmentsOf(write)[level])].map(([segment = '', of]) => ({
    turn: Number(segment.slice(loopId.length + 1).replace('~', '')),
    item: of[0]?.of[level],
    of,
  }))
  const isFree = (turn: number) => !isDirect || !taken.has(`${turnPath(path, loopId, turn)} ${first.nodeId}`)
  const free = new Map([...(items ?? []).entries()].filter(([turn]) => isFree(turn)))
  const matched = items ? matchTurns(groups, free).turns : new Map(groups.map(({ turn }, index) => [index, turn]))
  return groups.flatMap(({ of }, index) => {
    const turn = matched.get(index)
    if (turn === undefined || isUnplaced(path)) return of.map((write) => unplaced(write, at))
    return placeAt(of, { path: turnPath(path, loopId, turn), level: level + 1 }, house)
  })
}

/** From this level on it stands in no turn. */
function unplaced(write: Write, { path, level }: { path: string; level: number }): Write {
  const rest = segmentsOf(write).slice(level)
  const at = rest.reduce((so, segment) => {
    const [loopId = '', number = ''] = segment.split(':')
    return keptTurnPath(so, loopId, Number(number.replace('~', '')))
  }, path)
  return { ...write, path: at }
}

const segmentsOf = ({ path }: Write) => (path === '' ? [] : path.split('/'))
const loopIn = (segment = '') => segment.split(':')[0] ?? ''
