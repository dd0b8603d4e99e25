import type { RunDetail, RunEvent, RunStep, RunSummary } from '@tailorbird/contract/runs'
import { EACH } from '@tailorbird/flow/node/each-port'
import type { Scope } from '@tailorbird/flow/expression/value-of'
import type { Edge, Graph } from '@tailorbird/flow/graph/graph'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { type ShownSteps, shownSteps } from './turns.ts'

/** A run as the canvas shows it: all its steps, and of each node the one of the turn that is looked at. */
export interface RunView extends ShownSteps {
  run: RunSummary
  all: ReadonlyMap<string, RunStep>
  /** The turns that somebody chose, by loop. */
  chosen: ReadonlyMap<string, number>
  /** The nodes with a way out for failures. */
  handled: ReadonlySet<string>
}

/** The stream sends everything first and then what changed; steps that did not change stay the same objects. */
export function runViewOf({ run, steps }: Pick<RunDetail, 'run' | 'steps'>, graph: Graph): RunView {
  return shown({
    run,
    all: new Map(steps.map((step) => [stepKey(step), step])),
    chosen: new Map(),
    handled: handledIn(graph),
  })
}

export function withEvent(view: RunView | undefined, { run, steps }: RunEvent, graph: Graph): RunView {
  if (!view || view.run.id !== run.id) return runViewOf({ run, steps }, graph)
  const all = new Map(view.all)
  for (const step of steps) all.set(stepKey(step), step)
  return shown({ run, all, chosen: view.chosen, handled: view.handled })
}

/** Looks at another turn of a loop. */
export const withTurn = (view: RunView, loopId: string, turn: number): RunView =>
  shown({ ...view, chosen: new Map(view.chosen).set(loopId, turn) })

const shown = ({ run, all, chosen, handled }: Omit<RunView, keyof ShownSteps>): RunView => ({
  run,
  all,
  chosen,
  handled,
  ...shownSteps(all.values(), chosen, handled),
})

const handledIn = ({ edges }: Graph) => new Set(edges.flatMap(({ port, from }) => (port === 'error' ? [from] : [])))

/** What the nodes put out, for previews of data pills. */
export function scopeOf(steps: Iterable<RunStep>): Scope {
  return Object.fromEntries(
    [...steps].filter(({ status }) => status === 'succeeded').map((step) => [step.nodeId, step.output]),
  )
}

/** What a run does to an edge: it passes now, it has passed, or it will not pass. */
export function passage(
  { from, port, to }: Pick<Edge, 'from' | 'port' | 'to'>,
  steps: RunView['steps'],
): 'passing' | 'passed' | 'dead' | undefined {
  const source = steps.get(from)
  if (!source) return undefined
  if (port === EACH) return passageOfTurn(steps.get(to))
  const left = source.status === 'succeeded' ? (source.port ?? 'out') : source.status === 'failed' ? 'error' : undefined
  if (left === undefined) return source.status === 'skipped' ? 'dead' : undefined
  if (left !== port) return 'dead'
  const target = steps.get(to)?.status
  return target === undefined || target === 'started' || target === 'intended' ? 'passing' : 'passed'
}

/** Into the turn that is looked at: the loop itself is left by another port, or not yet. */
function passageOfTurn(first: RunStep | undefined) {
  if (!first) return undefined
  if (first.status === 'skipped') return 'dead'
  return first.status === 'started' || first.status === 'intended' ? 'passing' : 'passed'
}

/** Where to look first: a run that waits wants somebody at the node it waits at; in any other, at what went wrong. */
export function nodeToLookAt({ run, steps }: Pick<RunDetail, 'run' | 'steps'>): string | undefined {
  const find = (...statuses: RunStep['status'][]) => steps.find(({ status }) => statuses.includes(status))
  const waits = run.status === 'waiting' ? (find('in doubt') ?? find('waiting')) : undefined
  return (waits ?? find('failed') ?? find('in doubt') ?? find('waiting', 'started', 'intended'))?.nodeId
}
