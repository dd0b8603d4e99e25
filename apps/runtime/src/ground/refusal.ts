import type { ProblemBody } from '@tailorbird/contract/problem-body'

interface RefusalOptions extends Pick<ProblemBody, 'errors' | 'problems'> {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 502 | 503
  /** Stable and machine-readable, e.g. `flow-has-problems`. */
  type: string
  /** The kind of refusal in a few words. */
  title: string
  /** What is wrong and what to do, in a sentence. */
  detail: string
  cause?: unknown
}

/** A request that is understood and not done, with what the person can do about it. Becomes the problem body as it is. */
export class Refusal extends Error {
  readonly body: ProblemBody

  constructor({ type, cause, ...rest }: RefusalOptions) {
    super(rest.detail, { cause })
    this.name = 'Refusal'
    this.body = { ...rest, type: `tailorbird:${type}` }
  }
}

/** `what` with its article, e.g. "This flow". */
export const notFound = (what: string) =>
  new Refusal({
    status: 404,
    type: 'not-found',
    title: 'Not found',
    detail: `${what} does not exist, or has been deleted.`,
  })

/** Some values are wrong; each says which and why. */
export function wrongFields(errors: { path: string; message: string }[]) {
  const detail = errors.map(({ message }) => message).join(' ')
  return new Refusal({ status: 422, type: 'wrong-values', title: 'Some values are wrong', detail, errors })
}

/** Something else stands in the way. */
export const inTheWay = (type: string, detail: string) =>
  new Refusal({ status: 409, type, title: 'Not possible now', detail })
