import { ORPCError, ValidationError } from '@orpc/server'
import type { ProblemBody } from '@tailorbird/contract/problem-body'
import { inPlainWords } from './plain-words.ts'
import { said } from '../../words/said.ts'
import { problemOf } from './problem.ts'
import { refusalBody } from './refusal-body.ts'

/** The same for what the contract throws besides: input that does not fit, a conflict, a procedure that failed. */
export function contractProblemOf(error: unknown): ProblemBody | undefined {
  if (!(error instanceof ORPCError)) return problemOf(error)
  if (error.cause instanceof ValidationError && error.status === 400) return wrongInput(error.cause)
  if (error.status >= 500) return error.cause === undefined ? undefined : problemOf(error.cause)
  if (error.code === 'CONFLICT')
    return refusalBody({ status: 409, type: 'changed-meanwhile', told: said('request.changed-meanwhile') })
  const told = said('request.as-the-contract-says', { message: error.message })
  return refusalBody({ status: error.status, type: 'wrong-request', told })
}

function wrongInput({ issues }: ValidationError): ProblemBody {
  const errors = issues.map((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
    return { path, wrong: inPlainWords(path, issue) }
  })
  const told = said('request.wrong-values', { wrong: errors.map(({ wrong }) => wrong) })
  return refusalBody({ status: 400, type: 'wrong-values', told, errors })
}
