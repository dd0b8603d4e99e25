import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Cluster } from './cluster.ts'

/** The port of the last start if it is free, so that what remembers the address still finds it; else any free one. */
export async function pickPort({ portFile }: Cluster): Promise<number> {
  const last = lastPort(portFile)
  return (last && (await bind(last))) || (await bind(0)) || Promise.reject(new Error('No free port on 127.0.0.1.'))
}

function lastPort(portFile: string) {
  try {
    const port = Number(readFileSync(portFile, 'utf8'))
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
  } catch {
    return undefined
  }
}

function bind(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(undefined))
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
