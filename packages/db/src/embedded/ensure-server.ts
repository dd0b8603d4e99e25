import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Cluster } from './cluster.ts'
import { explainFailure, isPassing } from './explain-failure.ts'
import { pickPort } from './pick-port.ts'
import { disarmStalePid, readPostmasterPid } from './postmaster-pid.ts'
import { reachServer } from './reach-server.ts'
import { startServer } from './start-server.ts'

/** How long a predecessor's lock file or memory may be in the way before we call it an error. */
const patienceMillis = 30_000
/** Replaying the log after a crash may take minutes; then it is better to wait than to give up. */
const recoveryMillis = 15 * 60_000

/**
 * Returns a connection to the running server: the one that lives, else a new one.
 * `port` asks for a certain port. Throws a sentence that says what to do.
 */
export async function ensureServer(cluster: Cluster, port?: number): Promise<{ client: Client; port: number }> {
  const begin = Date.now()
  let told = false
  for (;;) {
    const found = readPostmasterPid(cluster)
    const reached = found ? await reachServer(cluster, found.port) : 'dead'
    if (found && reached instanceof Client) return { client: reached, port: found.port }
    const waited = Date.now() - begin
    if (reached === 'starting' && waited < recoveryMillis) {
      if (!told && waited > 2000)
        cluster.tell('Postgres is recovering after a crash. No data is lost; this may take a while.')
      told ||= waited > 2000
    } else {
      if (reached === 'stranger') disarmStalePid(cluster, { force: true })
      try {
        await startServer(cluster, port ?? (await pickPort(cluster)))
        continue
      } catch (error) {
        // The retry also covers the half second in which the lock file of a killed server still counts.
        if (!isPassing(error) || waited > patienceMillis) throw explainFailure(error, cluster.folder)
      }
    }
    await sleep(250)
  }
}
