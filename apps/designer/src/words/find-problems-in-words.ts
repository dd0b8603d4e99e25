import type { ProblemInWords } from '@tailorbird/contract/problem-body'
import type { CheckOptions } from '@tailorbird/flow/graph/catalogue'
import type { Graph } from '@tailorbird/flow/graph/graph'

/** Everything that is wrong with a graph, each with its sentence. The check counts posts as X does and weighs as much as
 *  the whole canvas, and the sentences are many: both are loaded when they are first needed. */
export async function findProblemsInWords(graph: Graph, options: CheckOptions): Promise<ProblemInWords[]> {
  const [{ findProblems }, { problemInWords }] = await Promise.all([
    import('@tailorbird/flow/graph/find-problems'),
    import('./problem-in-words.ts'),
  ])
  return findProblems(graph, options).map(problemInWords)
}
