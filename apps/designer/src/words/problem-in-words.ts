import type { ProblemInWords } from '@tailorbird/contract/problem-body'
import type { Problem } from '@tailorbird/flow/graph/problem'
import { problemSaid } from '@tailorbird/flow/graph/problem-said'
import { english } from '@tailorbird/flow/words/en'
import { sentence } from './sentence.ts'
import { learn } from './voice.ts'

learn(english)

/** A problem that was found here, with its sentence. The table of sentences is large: load this file when it is needed. */
export const problemInWords = (problem: Problem): ProblemInWords => ({
  ...problem,
  message: sentence(problemSaid(problem)),
})
