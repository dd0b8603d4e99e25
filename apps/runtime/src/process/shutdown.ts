import type { Logger } from 'pino'

interface Goodbye {
  close: AsyncDisposableStack
  log: Logger
  exitWithParent: boolean
}

/** What is in hand may be finished; what takes longer is taken up again at the next start. */
const PATIENCE_MS = 25_000

/** Ends the process with grace: on SIGTERM, SIGINT and SIGHUP, and when whoever started it is gone. */
export function shutDownWhenTold({ close, log, exitWithParent }: Goodbye) {
  let leaving = false
  const leave = (why: string) => {
    if (leaving) return
    leaving = true
    log.debug({ why }, 'closing')
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    close.disposeAsync().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not close everything')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => leave(signal))
  if (!exitWithParent) return
  for (const event of ['end', 'close', 'error']) process.stdin.on(event, () => leave('the parent is gone'))
  process.stdin.resume()
}
