import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Cluster } from './cluster.ts'
import { ensureServer } from './ensure-server.ts'
import { runProgram } from './run-program.ts'

/** Any number will do; it names the right to stop the server. */
const ownership = 7_061_969

/** Watches over the running server through one open connection. */
export interface Keeper {
  readonly owner: boolean
  stop(): Promise<void>
}

/**
 * Keeps the server behind `first` alive: when the connection breaks and the server is gone, it is started again on the
 * same port. The right to stop it is an advisory lock on this connection, so it passes on by itself when its holder
 * dies, and a process that still uses the server inherits it.
 */
export async function keepServer(cluster: Cluster, first: { client: Client; port: number }): Promise<Keeper> {
  const { port } = first
  let client = first.client
  let connected = false
  let owner = false
  let stopped = false
  let reviving: Promise<void> | undefined

  async function watch(watched: Client) {
    client = watched
    connected = true
    watched.once('end', () => {
      connected = owner = false
      if (!stopped) reviving ??= revive().finally(() => (reviving = undefined))
    })
    const { rows } = await watched.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [ownership])
    owner = rows[0]?.got === true
    if (!owner) void inherit(watched)
  }

  async function inherit(waiting: Client) {
    try {
      await waiting.query('select pg_advisory_lock($1)', [ownership])
      owner = !stopped && waiting === client
    } catch {
      // The connection ended while it waited; `end` has been told.
    }
  }

  async function revive() {
    for (let pause = 250; !connected && !stopped; pause = Math.min(pause * 2, 10_000)) {
      try {
        await watch((await ensureServer(cluster, port)).client)
        cluster.tell('Postgres had stopped and runs again.')
      } catch (error) {
        cluster.tell(`Postgres is down. ${error instanceof Error ? error.message : String(error)}`)
        await sleep(pause)
      }
    }
  }

  async function stop() {
    if (stopped) return
    stopped = true
    await reviving
    // When the server has just died there is nobody to ask, and nobody it could be left to.
    const last = owner && !(await hasHeir(client).catch(() => false))
    await client.end().catch(() => undefined)
    if (last) await stopServer(cluster)
  }

  await watch(client)
  return {
    get owner() {
      return owner
    },
    stop,
  }
}

/** Whether another process waits for the right to stop the server, that is: still uses it. */
async function hasHeir(client: Client) {
  const { rows } = await client.query(
    `select 1 from pg_locks where locktype = 'advisory' and objid = $1 and not granted limit 1`,
    [ownership],
  )
  return rows.length > 0
}

async function stopServer({ user, binaries, data }: Cluster) {
  const { code, output } = await runProgram(
    user.command(binaries.pgCtl, ['stop', '--mode=fast', '--wait', '--timeout=60', '--pgdata', data]),
  )
  const isDown = /Is server running\?|No such process/.test(output)
  if (code !== 0 && !isDown) throw new Error(`Postgres did not stop: ${output.trim()}`)
}
