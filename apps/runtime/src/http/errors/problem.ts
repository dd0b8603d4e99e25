import type { ProblemBody } from '@tailorbird/contract/problem-body'
import { Failure } from '@tailorbird/flow/node/failure'
import { Refusal } from '../../ground/refusal.ts'
import { failureInWords } from '../../words/failure-in-words.ts'

export const PROBLEM_TYPE = 'application/problem+json'

/** An error as the body of a refusal; undefined when it is a bug, of which nothing may be told. */
export function problemOf(error: unknown): ProblemBody | undefined {
  if (error instanceof Refusal) return error.body
  if (error instanceof Failure) {
    const { message, hint, field } = failureInWords(error.data)
    return problem(422, 'wrong-values', {
      detail: hint ? `${message} ${hint}` : message,
      ...(field && { errors: [{ path: field, message }] }),
    })
  }
  if (!(error instanceof Error)) return undefined
  return fromBody(error) ?? fromDatabase(error)
}

/** What express.json says of a body it cannot take. */
function fromBody(error: Error): ProblemBody | undefined {
  const type = 'type' in error ? error.type : undefined
  if (type === 'entity.too.large')
    return problem(413, 'too-large', { detail: 'This is more than can be taken at once. Send less.' })
  if (type === 'entity.too.deep') {
    return problem(400, 'malformed', { detail: 'The body is nested too deeply. Send fewer lists within lists.' })
  }
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') {
    return problem(415, 'wrong-encoding', { detail: 'The body must be JSON in UTF-8.' })
  }
  if (typeof type === 'string' && /^(entity|request|stream|parameters)\./.test(type)) {
    return problem(400, 'malformed', { detail: 'The body of the request is not valid JSON.' })
  }
  if (
    'code' in error &&
    typeof error.code === 'string' &&
    /^(Z_|ERR__ZLIB|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_ZSTD)/.test(error.code)
  )
    return problem(400, 'malformed', { detail: 'The body is not packed in the way that its content-encoding says.' })
  return error instanceof URIError
    ? problem(400, 'malformed', { detail: 'The address of the request is not valid.' })
    : undefined
}

/** What Postgres says of text that it cannot keep; see https://www.postgresql.org/docs/current/errcodes-appendix.html. */
function fromDatabase(error: Error): ProblemBody | undefined {
  const source = error.cause instanceof Error ? error.cause : error
  const code = 'code' in source ? source.code : undefined
  if (code === '22P05' || code === '22021' || code === '22P02') return problem(400, 'malformed', { detail: UNKEEPABLE })
  if (code === '54000' || code === '54001')
    return problem(413, 'too-large', { detail: 'This is more than can be kept. Send less.' })
  const silent = SILENT.has(String(code)) || SILENT_WORDS.has(source.message)
  return silent
    ? problem(503, 'no-database', { detail: 'The database does not answer. Try again in a moment.' })
    : undefined
}

/** Shutting down, starting, too many connections, or not there at all. */
const SILENT = new Set(['57P01', '57P02', '57P03', '53300', '08001', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/** What the driver says when a connection breaks under it; it gives no code then. */
const SILENT_WORDS = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
])

export const UNKEEPABLE = 'The text has characters that cannot be kept. Type it anew instead of pasting it.'

export function problem(
  status: number,
  type: string,
  rest: Pick<ProblemBody, 'detail' | 'errors' | 'problems'>,
): ProblemBody {
  return { type: `tailorbird:${type}`, title: TITLES[status] ?? 'Not possible', status, ...rest }
}

const TITLES: Record<number, string> = {
  400: 'The request is wrong',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'Changed meanwhile',
  413: 'Too large',
  415: 'Wrong kind of content',
  422: 'Some values are wrong',
  429: 'Too many attempts',
  500: 'Something went wrong here',
  503: 'Not possible just now',
}
