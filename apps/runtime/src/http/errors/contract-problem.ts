import { ORPCError, ValidationError } from '@orpc/server'
import type { ProblemBody } from '@tailorbird/contract/problem-body'
import { inPlainWords } from './plain-words.ts'
import { problem, problemOf } from './problem.ts'

/** The same for what the contract throws besides: input that does not fit, a conflict, a procedure that failed. */
export function contractProblemOf(error: unknown): ProblemBody | undefined {
  if (!(error instanceof ORPCError)) return problemOf(error)
  if (error.cause instanceof ValidationError && error.status === 400) return wrongInput(error.cause)
  if (error.status >= 500) return error.cause === undefined ? undefined : problemOf(error.cause)
  if (error.code === 'CONFLICT') {
    return problem(409, 'changed-meanwhile', {
      detail: 'Somebody saved this meanwhile. Compare both, then save again.',
    })
  }
  return problem(error.status, 'wrong-request', { detail: error.message })
}

function wrongInput({ issues }: ValidationError): ProblemBody {
  const errors = issues.map((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
    return { path, message: inPlainWords(path, issue) }
  })
  return problem(400, 'wrong-values', { detail: errors.map(({ message }) => message).join(' '), errors })
}
