import type { RunStep } from '@tailorbird/contract/runs'
import { isUnmatched, parsePath, turnAround, turnPath } from '@tailorbird/flow/run/step-ref'

/** How the turns of one loop stand, as far as they have begun, and which of them is looked at. */
export interface Turns {
  /** The loop's own path: in a loop within a loop the turn it belongs to. */
  path: string
  numbers: readonly number[]
  at: number
  failed: readonly number[]
  done: number
  waiting: number
  going: number
}

export interface ShownSteps {
  /** Of each node the step of the turn that is looked at. */
  steps: ReadonlyMap<string, RunStep>
  /** By loop. */
  turns: ReadonlyMap<string, Turns>
}

/** Which steps are shown when these turns are chosen. A loop for which none was chosen shows where to look first: the
 *  turn that failed, else the one that waits, else the last one. */
export function shownSteps(
  all: Iterable<RunStep>,
  chosen: ReadonlyMap<string, number>,
  handled: ReadonlySet<string>,
): ShownSteps {
  const paths = new Map<string, RunStep[]>()
  // What was kept of an earlier run and has found no turn of this one stands in none.
  for (const step of all) if (!isUnmatched(step.path)) push(paths, step.path, step)
  const loops = loopsIn(paths.keys())
  const steps = new Map<string, RunStep>()
  const turns = new Map<string, Turns>()
  const open = ['']
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const step of paths.get(path) ?? []) steps.set(step.nodeId, step)
    for (const [loopId, numbers] of loops.get(path) ?? []) {
      const found = turnsOf({ path, loopId, numbers, paths, handled, chosen: chosen.get(loopId) })
      turns.set(loopId, found)
      open.push(turnPath(path, loopId, found.at))
    }
  }
  return { steps, turns }
}

/** The loops that have begun turns, by the path they stand in. */
function loopsIn(paths: Iterable<string>): Map<string, Map<string, Set<number>>> {
  const loops = new Map<string, Map<string, Set<number>>>()
  for (const path of paths) {
    let outer = ''
    for (const { loopId, number } of parsePath(path)) {
      const inside = loops.get(outer) ?? new Map<string, Set<number>>()
      inside.set(loopId, (inside.get(loopId) ?? new Set()).add(number))
      loops.set(outer, inside)
      outer = turnPath(outer, loopId, number)
    }
  }
  return loops
}

interface OneLoop {
  path: string
  loopId: string
  numbers: ReadonlySet<number>
  paths: ReadonlyMap<string, readonly RunStep[]>
  handled: ReadonlySet<string>
  chosen: number | undefined
}

function turnsOf({ path, loopId, numbers, paths, handled, chosen }: OneLoop): Turns {
  const states = new Map<number, TurnState>([...numbers].toSorted((a, b) => a - b).map((turn) => [turn, 'done']))
  for (const [where, steps] of paths) {
    const turn = turnAround(where, { outer: path, loopId })?.turn.number
    if (turn === undefined) continue
    for (const step of steps) states.set(turn, worse(states.get(turn) ?? 'done', stateOf(step, handled)))
  }
  const of = (state: TurnState) => [...states].flatMap(([turn, is]) => (is === state ? [turn] : []))
  const [failed, waiting, going] = [of('failed'), of('waiting'), of('going')]
  const at = chosen !== undefined && numbers.has(chosen) ? chosen : (failed[0] ?? waiting[0] ?? going[0])
  return {
    path,
    numbers: [...states.keys()],
    at: at ?? [...states.keys()].at(-1) ?? 0,
    failed,
    done: of('done').length,
    waiting: waiting.length,
    going: going.length,
  }
}

const ORDER = ['done', 'going', 'waiting', 'failed'] as const
type TurnState = (typeof ORDER)[number]
const worse = (a: TurnState, b: TurnState) => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b)

/** A failure that has a way out of its own is no failure of the turn. */
function stateOf({ status, nodeId }: RunStep, handled: ReadonlySet<string>): TurnState {
  if (status === 'failed') return handled.has(nodeId) ? 'done' : 'failed'
  if (status === 'waiting' || status === 'in doubt') return 'waiting'
  return status === 'started' || status === 'intended' ? 'going' : 'done'
}

/** How many turns there will be, as far as that is known: what was planned, else those that have begun. */
export function turnCount(step: RunStep | undefined, { numbers }: Turns): number {
  const begun = (numbers.at(-1) ?? -1) + 1
  return Math.max(begun, countIn(step?.output), itemsIn(step?.input))
}

const countIn = (output: unknown) =>
  typeof output === 'object' && output !== null && 'count' in output ? Number(output.count) || 0 : 0
const itemsIn = (input: unknown) =>
  typeof input === 'object' && input !== null && 'items' in input && Array.isArray(input.items) ? input.items.length : 0

/** "97 done, 2 failed, 1 waiting". */
export function turnsInWords({ done, failed, waiting, going }: Turns): string {
  const words = [
    [done, 'done'],
    [failed.length, 'failed'],
    [waiting, 'waiting'],
    [going, 'running'],
  ] as const
  return words.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ')
}

function push<T>(map: Map<string, T[]>, key: string, value: T) {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
