/** A turn of an earlier run, and what it was about. */
export interface KeptTurn {
  turn: number
  item: unknown
}

export interface Matched {
  /** By position in `kept`: the turn that is about the same. */
  turns: Map<number, number>
  /** Some could not be matched, and it cannot be told whether their items are gone or have only changed. */
  unclear: boolean
}

/** Finds for turns of an earlier run those that are about the same item now, wherever it stands in the list. Each item is
 *  given out once, so that of two equal items each has its own. First the same value counts, then the same `id`: a post
 *  that was read again has other numbers in it and is the same post. Pure. */
export function matchTurns(kept: readonly KeptTurn[], items: ReadonlyMap<number, unknown>): Matched {
  const open = new Map(kept.entries())
  const free = new Map(items)
  const turns = new Map<number, number>()
  const give = (position: number, turn: number) => {
    turns.set(position, turn)
    open.delete(position)
    free.delete(turn)
  }
  for (const keyOf of [valueKey, idKey]) {
    const keys = new Map([...free].map(([turn, item]) => [turn, keyOf(item)]))
    // Where its number still fits, a turn stays where it was.
    for (const [position, { turn, item }] of open) {
      const key = keyOf(item)
      if (key !== undefined && free.has(turn) && keys.get(turn) === key) give(position, turn)
    }
    const queues = new Map<string, number[]>()
    for (const turn of free.keys()) {
      const key = keys.get(turn)
      if (key === undefined) continue
      const queue = queues.get(key)
      if (queue) queue.push(turn)
      else queues.set(key, [turn])
    }
    for (const [position, { item }] of open) {
      const key = keyOf(item)
      const turn = key === undefined ? undefined : queues.get(key)?.shift()
      if (turn !== undefined) give(position, turn)
    }
  }
  const unclear = [...open.values()].some(({ item }) => isNameless(item)) && [...free.values()].some(isNameless)
  return { turns, unclear }
}

/** The same text for the same value, whatever the order of its keys. */
const valueKey = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** What an item is called where it comes from; undefined when it has no name of its own. */
function idKey(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('id' in item)) return undefined
  return typeof item.id === 'string' || typeof item.id === 'number' ? `${item.id}` : undefined
}

/** A text that differs is another text; an object that differs may be the same one, changed. */
const isNameless = (item: unknown) => typeof item === 'object' && item !== null && idKey(item) === undefined
