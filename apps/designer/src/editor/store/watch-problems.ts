import { api } from '../../api/client.ts'
import type { ProblemInWords } from '@tailorbird/contract/problem-body'
import { findProblemsInWords } from '../../words/find-problems-in-words.ts'
import type { Editor, EditorStore } from './editor.ts'
import { surroundingsOf } from '../model/workspace.ts'

const PAUSE_MS = 150

/** Keeps the list of problems up to date while somebody works: the same check as on the server, a moment after each change.
 *  The check counts posts as X does and weighs as much as the whole canvas; it is loaded at the first change, and what is
 *  wrong with a flow that was only opened is asked of the server. Returns what stops the watching. */
export function watchProblems(store: EditorStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const check = async () => {
    const { graph, workspace, environment } = store.getState()
    const problems = await findProblemsInWords(graph, { surroundings: surroundingsOf(workspace), environment })
    if (store.getState().graph === graph) showProblems(store, problems)
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void check(), PAUSE_MS)
  }
  const { flow, graph, environment } = store.getState()
  api.flows.problems({ id: flow.id, environment }).then(
    (problems) => store.getState().graph === graph && showProblems(store, problems),
    // Whoever cannot reach the server is told so elsewhere; the check can still be made here.
    soon,
  )
  const stop = store.subscribe((now, before) => {
    if (now.graph !== before.graph || now.environment !== before.environment || reallyChanged(now, before)) soon()
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** The workspace is asked for again now and then; mostly it is the same. */
const reallyChanged = (now: Editor, before: Editor) =>
  now.workspace !== before.workspace && JSON.stringify(now.workspace) !== JSON.stringify(before.workspace)

/** Also for what the server answered: its word counts until the next change. */
export function showProblems(store: EditorStore, problems: readonly ProblemInWords[]) {
  const before = store.getState()
  if (JSON.stringify(before.problems) === JSON.stringify(problems)) return
  const byNode = new Map<string, ProblemInWords[]>()
  for (const problem of problems) {
    if (problem.nodeId === undefined) continue
    const list = byNode.get(problem.nodeId)
    if (list) list.push(problem)
    else byNode.set(problem.nodeId, [problem])
  }
  store.setState({ problems, problemsByNode: withOldLists(byNode, before.problemsByNode) })
}

/** A list that says the same stays the same list, so that only cards whose problems changed are drawn again. */
function withOldLists(now: ReadonlyMap<string, ProblemInWords[]>, before: Editor['problemsByNode']) {
  return new Map(
    [...now].map(([nodeId, list]) => {
      const old = before.get(nodeId)
      return [nodeId, old && JSON.stringify(old) === JSON.stringify(list) ? old : list] as const
    }),
  )
}
