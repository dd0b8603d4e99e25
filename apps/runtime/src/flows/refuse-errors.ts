import type { CheckOptions } from '@tailorbird/flow/graph/catalogue'
import { findProblems } from '@tailorbird/flow/graph/find-problems'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { problemSaid } from '@tailorbird/flow/graph/problem-said'
import { Refusal } from '../ground/refusal.ts'
import { said } from '../words/said.ts'

/** Refuses a graph that has errors, with all its problems. Warnings may stay. */
export function refuseErrors(graph: Graph, options: CheckOptions) {
  const problems = findProblems(graph, options)
  const errors = problems.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (!first) return
  const problem = problemSaid(first)
  const told =
    errors.length === 1
      ? said('flow.one-problem', { problem })
      : said('flow.problems', { count: errors.length, problem })
  throw new Refusal({ status: 422, type: 'flow-has-problems', told, problems })
}
