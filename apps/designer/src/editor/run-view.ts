import type { RunDetail, RunEvent, RunStep, RunSummary } from '@tailorbird/flow/contract/runs'
import type { Scope } from '@tailorbird/flow/expression/pill'
import type { Edge } from '@tailorbird/flow/graph/graph'

/** A run as the canvas shows it. */
export interface RunView {
  run: RunSummary
  steps: ReadonlyMap<string, RunStep>
}

export const runViewOf = ({ run, steps }: Pick<RunDetail, 'run' | 'steps'>): RunView => ({
  run,
  steps: new Map(steps.map((step) => [step.nodeId, step])),
})

/** The stream sends everything first and then what changed; steps that did not change stay the same objects. */
export function withEvent(view: RunView | undefined, { run, steps }: RunEvent): RunView {
  if (!view || view.run.id !== run.id) return runViewOf({ run, steps })
  const merged = new Map(view.steps)
  for (const step of steps) merged.set(step.nodeId, step)
  return { run, steps: merged }
}

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
  const left = source.status === 'succeeded' ? (source.port ?? 'out') : source.status === 'failed' ? 'error' : undefined
  if (left === undefined) return source.status === 'skipped' ? 'dead' : undefined
  if (left !== port) return 'dead'
  const target = steps.get(to)?.status
  return target === undefined || target === 'started' || target === 'intended' ? 'passing' : 'passed'
}

/** Where to look first: the node that failed or is in doubt, else the one that is still at work. */
export function nodeToLookAt(steps: Iterable<RunStep>): string | undefined {
  const all = [...steps]
  const find = (...statuses: RunStep['status'][]) => all.find(({ status }) => statuses.includes(status))
  return (find('failed') ?? find('in doubt') ?? find('waiting', 'started', 'intended'))?.nodeId
}
