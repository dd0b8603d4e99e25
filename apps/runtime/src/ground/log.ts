import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'

/** The log of a process, a line of JSON each on standard error. */
export const createLog = ({ logLevel }: Pick<Config, 'logLevel'>, to = pino.destination(2)): Logger =>
  pino({ level: logLevel, serializers: { err: errorForLog } }, to)

/** An error as it may be written down. Those of a database carry the values of the statement: tokens, addresses, what people
 *  wrote. Only what names the fault is kept. */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error
  const message = withoutValues(error)
  return {
    type: error.name,
    message,
    ...('code' in error && (typeof error.code === 'string' || typeof error.code === 'number') && { code: error.code }),
    ...('constraint' in error && typeof error.constraint === 'string' && { constraint: error.constraint }),
    stack: `${error.name}: ${message}\n${framesOf(error)}`,
    ...(error.cause !== undefined && { cause: errorForLog(error.cause) }),
  }
}

/** drizzle tells the statement, and below it the values; Postgres ends its sentence with the value that it cannot read. */
function withoutValues(error: Error) {
  const message = error.message.replace(/\nparams: [^]*$/, '')
  return 'severity' in error ? message.replace(/: "[^]*$/, '') : message
}

const framesOf = ({ stack = '' }: Error) => (/^ {4}at [^]*$/m.exec(stack) ?? [''])[0]
