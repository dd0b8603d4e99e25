import { createServer } from 'node:http'
import { accessSync, constants, mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { SandboxOptions } from '../control/sandbox.ts'
import { keepWorld } from '../world/snapshot.ts'
import { Sandbox } from '../control/sandbox.ts'
import { serve } from './serve.ts'

export interface StartOptions extends SandboxOptions {
  /** 0 takes any free port. */
  port: number
}

export interface RunningSandbox {
  /** E.g. `http://127.0.0.1:4281`. */
  url: string
  port: number
  /** Saves the world, ends every connection and frees the port. */
  close(): Promise<void>
}

/**
 * Starts the small X on 127.0.0.1. With `dataFolder` the world survives restarts, without it lives in memory.
 * Rejects with a sentence for people when the port is taken or the saved world cannot be read.
 */
export async function startSandbox(options: StartOptions): Promise<RunningSandbox> {
  if (options.dataFolder) makeFolder(options.dataFolder)
  const sandbox = new Sandbox(options)
  const keeper = options.dataFolder ? keepWorld(sandbox.world, options.dataFolder) : null
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 300_000 }, serve(sandbox))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(startProblem(error, options.port)))
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const port = portOf(server.address())
  const url = `http://127.0.0.1:${port}`
  sandbox.world.origin = url
  return {
    url,
    port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      keeper?.close()
    },
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Error(
      `The sandbox cannot write to ${folder}. Give this account the right to, or name another: SANDBOX_DATA=<folder>`,
    )
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address) return address.port
  throw new Error('The sandbox listens, but not on a port.')
}

function startProblem(error: Error, port: number): Error {
  if (!('code' in error)) return error
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is taken. Stop what uses it, or choose another: SANDBOX_PORT=${port + 1} npm run sandbox`,
    )
  }
  if (error.code === 'EACCES') {
    return new Error(
      `Port ${port} may not be used by this account. Choose one above 1023: SANDBOX_PORT=4281 npm run sandbox`,
    )
  }
  return error
}
