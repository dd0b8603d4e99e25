import type { Problem } from '@tailorbird/flow/graph/problem'
import type { Said } from '@tailorbird/flow/words/said'
import { said } from '../words/said.ts'

/** A field of the request and what is wrong with it; `path` as in `values.title`. */
export interface FieldRefusal {
  path: string
  wrong: Said
}

interface RefusalOptions {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 502 | 503
  /** Stable and machine-readable, e.g. `flow-has-problems`. */
  type: string
  /** What is wrong and what to do. */
  told: Said
  /** Which fields of the request are wrong. */
  errors?: readonly FieldRefusal[]
  /** What is wrong with the flow. */
  problems?: readonly Problem[]
  cause?: unknown
}

/** A request that is understood and not done, with what the person can do about it. `http/errors` makes its body. */
export class Refusal extends Error {
  readonly status: RefusalOptions['status']
  readonly type: string
  readonly told: Said
  readonly errors: readonly FieldRefusal[] | undefined
  readonly problems: readonly Problem[] | undefined

  constructor({ status, type, told, errors, problems, cause }: RefusalOptions) {
    super(`${type}: ${told.code}`, { cause })
    this.name = 'Refusal'
    this.status = status
    this.type = type
    this.told = told
    this.errors = errors
    this.problems = problems
  }
}

/** `told`: a sentence of `not-found`. */
export const notFound = (told: Said) => new Refusal({ status: 404, type: 'not-found', told })

/** Some values are wrong; each says which and why. */
export const wrongFields = (errors: readonly FieldRefusal[]) =>
  new Refusal({
    status: 422,
    type: 'wrong-values',
    told: said('request.wrong-values', { wrong: errors.map(({ wrong }) => wrong) }),
    errors,
  })

/** Something else stands in the way. */
export const inTheWay = (type: string, told: Said) => new Refusal({ status: 409, type, told })
