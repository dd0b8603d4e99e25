import { realpathSync } from 'node:fs'
import { Client } from 'pg'
import { urlOf } from './cluster.ts'
import type { Cluster } from './cluster.ts'

/** An open connection to our server, or why there is none. `stranger`: somebody else answers on this port. */
export type Reached = Client | 'starting' | 'stranger' | 'dead'

/** Tries the port once, for five seconds at most. A process id alone proves nothing: a corpse still has one. */
export async function reachServer(cluster: Cluster, port: number): Promise<Reached> {
  const client = new Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    application_name: 'tailorbird keeper',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  // The connection's end is what its owner listens to; an error before it must not end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    // A copied data folder still holds the lock file, and the password, of the server that runs on the original.
    if (rows[0] && realpathSync(rows[0].data_directory) === realpathSync(cluster.data)) return client
    await client.end()
    return 'stranger'
  } catch (error) {
    void client.end().catch(() => undefined)
    return reasonOf(error)
  }
}

function reasonOf(error: unknown): Exclude<Reached, Client> {
  const { code } = error as { code?: string }
  // cannot_connect_now: starting, recovering or shutting down.
  if (code === '57P03') return 'starting'
  // invalid_password, invalid_authorization, no such role, no such database.
  if (code?.startsWith('28') || code?.startsWith('3D')) return 'stranger'
  return 'dead'
}
