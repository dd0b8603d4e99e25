/** Names one step of a run: a node, and in which turn of which loops it stands. */
export interface StepRef {
  nodeId: string
  /** The turns around it, from outside inwards, e.g. `each1:3/each2:0`; empty outside all loops. */
  path: string
}

/** One turn of one loop. */
export interface Turn {
  loopId: string
  /** Counted from 0. */
  number: number
  /** It is a turn of an earlier run whose reused results have no turn of this run (yet), printed as `each1:~3`. */
  unmatched: boolean
}

/** A text that tells one step of a run from all others, e.g. as the key of a map. */
export const stepKey = ({ path, nodeId }: StepRef) => `${path}|${nodeId}`

/** The step that {@link stepKey} made a key of. Throws when it is none. */
export function parseStepKey(key: string): StepRef {
  const cut = key.indexOf('|')
  if (cut < 0) throw new TypeError(`"${key}" is not the key of a step.`)
  return { path: key.slice(0, cut), nodeId: key.slice(cut + 1) }
}

export const printPath = (turns: readonly Turn[]): string => turns.map(printTurn).join('/')

/** The turns of a path, from outside inwards. Throws when it is not a path. */
export const parsePath = (path: string): Turn[] => (path === '' ? [] : path.split('/').map(parseTurn))

/** The path of a turn of a loop that stands in `path`. */
export const turnPath = (path: string, loopId: string, number: number) =>
  joinPaths(path, printTurn({ loopId, number, unmatched: false }))

/** The path under which results of an earlier run wait for the turn that is about the same item. */
export const unmatchedTurnPath = (path: string, loopId: string, number: number) =>
  joinPaths(path, printTurn({ loopId, number, unmatched: true }))

/** Whether a turn of this path is one of an earlier run that has no turn of this run (yet). */
export const isUnmatched = (path: string) => path.includes(UNMATCHED)

/** The path `inner` as seen from within `outer`, written from the start. */
export const joinPaths = (outer: string, inner: string) => `${outer}${outer && inner && '/'}${inner}`

/** The innermost turn of a path, and the path of what is around it; undefined outside all loops. */
export function innermostTurn(path: string): { outer: string; turn: Turn } | undefined {
  if (path === '') return undefined
  const cut = path.lastIndexOf('/')
  return { outer: cut < 0 ? '' : path.slice(0, cut), turn: parseTurn(path.slice(cut + 1)) }
}

/** In which turn of a loop that stands in `outer` a path lies, and the path from within that turn; undefined when it lies
 *  in none. Splits only what it must: it is asked for every path of long runs. */
export function turnAround(
  path: string,
  { outer, loopId }: { outer: string; loopId: string },
): { turn: Turn; inner: string } | undefined {
  const start = joinPaths(outer, `${loopId}:`)
  if (!path.startsWith(start)) return undefined
  const end = path.indexOf('/', start.length)
  const turn = parseTurn(path.slice(outer === '' ? 0 : outer.length + 1, end < 0 ? undefined : end))
  return { turn, inner: end < 0 ? '' : path.slice(end + 1) }
}

const UNMATCHED = ':~'

const printTurn = ({ loopId, number, unmatched }: Turn) => `${loopId}${unmatched ? UNMATCHED : ':'}${number}`

function parseTurn(text: string): Turn {
  const [, loopId, tilde, number] = TURN.exec(text) ?? []
  if (loopId === undefined || number === undefined) throw new TypeError(`"${text}" is not a turn of a loop.`)
  return { loopId, number: Number(number), unmatched: tilde === '~' }
}

/** Ids of nodes have letters, digits, `_` and `-` only, so that no id can be mistaken for a part of a path. */
const TURN = /^([A-Za-z0-9_-]+):(~?)(\d+)$/
