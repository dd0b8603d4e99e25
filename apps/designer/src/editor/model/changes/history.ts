import type { Graph } from '@tailorbird/flow/graph/graph'
import type { Change } from './change.ts'

/** Undo is one list of graphs with a finger on the current one. */
export interface History {
  readonly steps: readonly HistoryStep[]
  readonly at: number
}

interface HistoryStep {
  /** What made this graph out of the one before. */
  name: string
  graph: Graph
  merge?: string | undefined
  /** Milliseconds, for merging only. */
  time: number
}

const LONGEST = 300
/** Typing pauses shorter than this belong to one step. */
const MERGE_WITHIN = 1_500

export const historyOf = (graph: Graph): History => ({ steps: [{ name: 'Open', graph, time: 0 }], at: 0 })

export function graphNow(history: History): Graph {
  const step = history.steps[history.at]
  if (!step) throw new Error('The history points outside itself.')
  return step.graph
}

export function record(history: History, change: Change, time: number): History {
  const before = graphNow(history)
  const graph = change.apply(before)
  if (graph === before) return history
  const last = history.steps[history.at]
  const step = { name: change.name, graph, merge: change.merge, time }
  const merges = change.merge !== undefined && last?.merge === change.merge && time - last.time < MERGE_WITHIN
  const kept = history.steps.slice(0, merges ? history.at : history.at + 1)
  const steps = [...kept, step].slice(-LONGEST)
  return { steps, at: steps.length - 1 }
}

export const stepBack = (history: History): History => (history.at > 0 ? { ...history, at: history.at - 1 } : history)
export const stepForward = (history: History): History =>
  history.at < history.steps.length - 1 ? { ...history, at: history.at + 1 } : history

/** What undo would take back; undefined when there is nothing. */
export const undoName = ({ steps, at }: History) => (at > 0 ? steps[at]?.name : undefined)
export const redoName = ({ steps, at }: History) => steps[at + 1]?.name
