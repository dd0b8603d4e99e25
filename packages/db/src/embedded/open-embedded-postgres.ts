import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Client } from 'pg'
import { clusterFolder, dataOf, databaseName, major, otherMajorIn, secretFileOf, urlOf } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { createCluster } from './create-cluster.ts'
import { ensureServer } from './ensure-server.ts'
import { explainFailure } from './explain-failure.ts'
import { findBinaries } from './find-binaries.ts'
import { keepServer } from './keep-server.ts'
import { chooseServerUser } from './server-user.ts'

export interface EmbeddedPostgres {
  /** Connects as the superuser to the database `tailorbird`. Stays the same when the server has to be restarted. */
  url: string
  /** Whether `stop` will stop the server. May become true later, when the process that owned it has gone. */
  readonly owner: boolean
  /** Lets go of the server, and stops it if we own it and no other process uses it. */
  stop(): Promise<void>
}

interface Options {
  /** The data lives in `pg18` below this folder, which is made if need be. */
  folder: string
  /** Default true. False trades safety for speed: for tests. */
  durable?: boolean
  /** Hears one line whenever something takes a while or has gone wrong. */
  log?: (line: string) => void
}

/**
 * Starts the Postgres that comes with Tailorbird, or joins the one that already runs on this folder (also one that a
 * killed process left behind), and restarts it if it dies. Throws a sentence that says what to do.
 */
export async function openEmbeddedPostgres({
  folder,
  durable = true,
  log = () => {},
}: Options): Promise<EmbeddedPostgres> {
  const parent = resolve(folder)
  const ours = clusterFolder(parent)
  const binaries = findBinaries()
  const user = await chooseServerUser(binaries.postgres)
  const cluster: Cluster = {
    folder: ours,
    data: dataOf(ours),
    log: join(ours, 'server.log'),
    secretFile: secretFileOf(ours),
    portFile: join(ours, 'port'),
    durable,
    binaries,
    user,
    tell: log,
  }
  await prepare(cluster, parent)
  const running = await ensureServer(cluster)
  await createDatabase(running.client)
  const keeper = await keepServer(cluster, running)
  return {
    url: urlOf(cluster, running.port),
    get owner() {
      return keeper.owner
    },
    stop: () => keeper.stop(),
  }
}

async function prepare(cluster: Cluster, parent: string) {
  try {
    mkdirSync(parent, { recursive: true })
    const other = otherMajorIn(parent)
    if (other)
      throw new Error(
        `the folder ${join(parent, `pg${other}`)} was initialized by PostgreSQL version ${other}, this is ${major}`,
      )
    await createCluster(cluster)
  } catch (error) {
    throw explainFailure(error, cluster.folder)
  }
}

async function createDatabase(client: Client) {
  try {
    await client.query(`create database ${databaseName}`)
  } catch (error) {
    // It exists, or another process is creating it at this moment.
    const { code } = error as { code?: string }
    if (code !== '42P04' && code !== '23505') throw error
  }
}
