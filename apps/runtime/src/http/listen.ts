import { type RequestListener, createServer } from 'node:http'
import { ConfigError } from '../ground/config.ts'

/** How long answers in progress, and streams, may go on after the last request was taken. */
const FINISH_MS = 3000

/** Takes the port first of all, so that a second server stops before it has touched anything. Until `open` it says that it is starting. */
export async function listen({ host, port }: { host: string; port: number }) {
  let answer = starting
  // Uploads of half a gigabyte take their time.
  const server = createServer({ requestTimeout: 30 * 60_000, keepAliveTimeout: 65_000 }, (req, res) => answer(req, res))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, { host, port })))
    server.listen(port, host, resolve)
  })
  return {
    open(app: RequestListener) {
      answer = app
    },
    /** No new requests; those in progress are finished. */
    async finish() {
      if (!server.listening) return
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), FINISH_MS)
      await closed
      clearTimeout(timer)
    },
    async close() {
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
    },
  }
}

/** What is not open yet answers that it is starting. */
export const starting: RequestListener = (_req, res) => {
  res
    .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
    .end('Tailorbird is starting. Reload in a moment.\n')
}

function explain(error: Error, { host, port }: { host: string; port: number }) {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new ConfigError(
      `Port ${port} is taken, perhaps by another Tailorbird. Stop what uses it, or choose another: TAILORBIRD_PORT=${port + 1}`,
    )
  }
  if (code === 'EACCES')
    return new ConfigError(`This account may not use port ${port}. Choose one above 1023: TAILORBIRD_PORT=4280`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ConfigError(`${host} is no address of this machine. Correct TAILORBIRD_HOST.`)
  return error
}
