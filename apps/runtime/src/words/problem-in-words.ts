import type { ProblemInWords } from '@tailorbird/contract/problem-body'
import type { Problem } from '@tailorbird/flow/graph/problem'
import { problemSaid } from '@tailorbird/flow/graph/problem-said'
import { sentence } from './sentence.ts'

/** A problem of a flow with its sentence, as the API shows it. */
export const problemInWords = (problem: Problem): ProblemInWords => ({
  ...problem,
  message: sentence(problemSaid(problem)),
})
