import type { ProblemBody, ProblemInWords } from '@tailorbird/contract/problem-body'
import { isProblemBody } from './is-problem-body.ts'

/** Every refusal of the server, and its silence (`status` 0), as one error. `detail` is a sentence for people. */
export class ApiProblem extends Error {
  readonly status: number
  readonly type: string
  readonly title: string
  readonly detail: string
  /** Which fields of the request are wrong; `path` as in `values.title`. */
  readonly errors: readonly { path: string; message: string }[]
  /** What is wrong with the flow. */
  readonly problems: readonly ProblemInWords[]
  /** What a typed refusal of the contract carries, unchecked. */
  readonly data: unknown

  constructor(body: ProblemBody, data?: unknown) {
    super(body.detail)
    this.name = 'ApiProblem'
    this.status = body.status
    this.type = body.type
    this.title = body.title
    this.detail = body.detail
    this.errors = body.errors ?? []
    this.problems = body.problems ?? []
    this.data = data
  }

  /** The sentence about one field of the request, if there is one. */
  errorAt(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message
  }
}

/** Reads the body of a refusal. Whatever a proxy in between may send becomes a sentence too. */
export function problemFrom(status: number, text: string): ApiProblem {
  const json = parsed(text)
  return isProblemBody(json) ? new ApiProblem(json, typedData(json)) : new ApiProblem(unexplained(status))
}

export const unreachable = () =>
  new ApiProblem({
    type: 'tailorbird:unreachable',
    title: 'Server not reached',
    status: 0,
    detail: 'The Tailorbird server does not answer. Check that it is running, then try again.',
  })

export const isUnreachable = (error: unknown) => error instanceof ApiProblem && error.status === 0

/** A sentence for any error, also for those that are bugs. */
export function inWords(error: unknown): string {
  return error instanceof ApiProblem
    ? error.detail
    : 'Something went wrong in the designer. Reload the page and try again.'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The server puts the contract's typed refusal under `orpc`. */
function typedData(json: unknown): unknown {
  const orpc = member(json, 'orpc')
  return member(orpc, 'data')
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

function unexplained(status: number): ProblemBody {
  const busy = status === 502 || status === 503 || status === 504
  return {
    type: 'about:blank',
    title: `Status ${status}`,
    status: busy ? 0 : status,
    detail: busy
      ? 'The Tailorbird server is not ready. It may be starting; try again in a moment.'
      : `The server refused this without saying why (status ${status}). Look at its log, then try again.`,
  }
}
