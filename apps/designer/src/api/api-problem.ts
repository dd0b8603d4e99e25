import type { ProblemBody, ProblemInWords } from '@tailorbird/contract/problem-body'
import type { Said } from '@tailorbird/flow/words/said'
import { said } from '../words/said.ts'
import { sentence } from '../words/sentence.ts'
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
    this.detail = sentence(body, body.detail)
    this.errors = (body.errors ?? []).map(({ path, message, ...told }) => ({ path, message: sentence(told, message) }))
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
  new ApiProblem(
    bodyOf(said('server.unreachable'), { type: 'tailorbird:unreachable', title: 'Server not reached', status: 0 }),
  )

/** A refusal that is made here. */
const bodyOf = (told: Said, rest: Pick<ProblemBody, 'type' | 'title' | 'status'>): ProblemBody => ({
  ...rest,
  ...told,
  detail: sentence(told),
})

export const isUnreachable = (error: unknown) => error instanceof ApiProblem && error.status === 0

/** A sentence for any error, also for those that are bugs. */
export function inWords(error: unknown): string {
  return error instanceof ApiProblem ? error.detail : sentence(said('designer.broke'))
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
  const told = busy ? said('server.not-ready') : said('server.unexplained')
  return bodyOf(told, { type: 'about:blank', title: `Status ${status}`, status: busy ? 0 : status })
}
