import type { CheckOptions } from '@tailorbird/flow/graph/catalogue'
import { findProblems } from '@tailorbird/flow/graph/find-problems'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { Refusal } from '../ground/refusal.ts'
import { problemInWords } from '../words/problem-in-words.ts'

/** Refuses a graph that has errors, with all its problems. Warnings may stay. */
export function refuseErrors(graph: Graph, options: CheckOptions) {
  const problems = findProblems(graph, options).map(problemInWords)
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const [first] = errors
  throw new Refusal({
    status: 422,
    type: 'flow-has-problems',
    title: 'The flow has problems',
    detail:
      errors.length === 1 && first ? first.message : `${errors.length} things must be mended first. ${first?.message}`,
    problems,
  })
}
