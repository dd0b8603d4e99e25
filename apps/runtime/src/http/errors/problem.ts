import type { ProblemBody } from '@tailorbird/contract/problem-body'
import { Failure } from '@tailorbird/flow/node/failure'
import { withoutTurns } from '@tailorbird/flow/node/failure-said'
import type { Said } from '@tailorbird/flow/words/said'
import { Refusal } from '../../ground/refusal.ts'
import { said } from '../../words/said.ts'
import { type Refused, refusalBody } from './refusal-body.ts'

export const PROBLEM_TYPE = 'application/problem+json'

/** An error as the body of a refusal; undefined when it is a bug, of which nothing may be told. */
export function problemOf(error: unknown): ProblemBody | undefined {
  if (error instanceof Refusal) return refusalBody(error)
  if (error instanceof Failure) {
    const failure = withoutTurns(error.data)
    const { field } = error.data
    return refusalBody({
      status: 422,
      type: 'wrong-values',
      told: said('request.failure', { failure }),
      errors: field === undefined ? undefined : [{ path: field, wrong: failure }],
    })
  }
  const found = error instanceof Error ? (fromBody(error) ?? fromDatabase(error)) : undefined
  return found && refusalBody(found)
}

/** What express.json says of a body it cannot take. */
function fromBody(error: Error): Refused | undefined {
  const type = 'type' in error ? error.type : undefined
  if (type === 'entity.too.large') return refused(413, 'too-large', said('request.too-large'))
  if (type === 'entity.too.deep') return refused(400, 'malformed', said('body.too-deep'))
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return refused(415, 'wrong-encoding', said('request.wrong-encoding'))
  if (typeof type === 'string' && /^(entity|request|stream|parameters)\./.test(type))
    return refused(400, 'malformed', said('request.not-json'))
  if (
    'code' in error &&
    typeof error.code === 'string' &&
    /^(Z_|ERR__ZLIB|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_ZSTD)/.test(error.code)
  )
    return refused(400, 'malformed', said('body.wrong-packing'))
  return error instanceof URIError ? refused(400, 'malformed', said('request.wrong-address')) : undefined
}

/** What Postgres says of text that it cannot keep; see https://www.postgresql.org/docs/current/errcodes-appendix.html. */
function fromDatabase(error: Error): Refused | undefined {
  const source = error.cause instanceof Error ? error.cause : error
  const code = 'code' in source ? source.code : undefined
  if (code === '22P05' || code === '22021' || code === '22P02')
    return refused(400, 'malformed', said('body.unkeepable'))
  if (code === '54000' || code === '54001') return refused(413, 'too-large', said('request.too-much-to-keep'))
  const silent = SILENT.has(String(code)) || SILENT_WORDS.has(source.message)
  return silent ? refused(503, 'no-database', said('request.no-database')) : undefined
}

const refused = (status: number, type: string, told: Said): Refused => ({ status, type, told })

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
