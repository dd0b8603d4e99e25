import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './find-binaries.ts'
import type { ServerUser } from './server-user.ts'

/** The major version of the binaries. Its number stands in the folder's name, because no other major can read the files. */
export const major = 18
export const superuser = 'tailorbird'
export const databaseName = 'tailorbird'

/** One Postgres data folder, and what is needed to run it. */
export interface Cluster {
  /** Holds all of the following; made in one piece by a rename. */
  folder: string
  data: string
  log: string
  /** The superuser's password, 0600. */
  secretFile: string
  /** The port of the last start, so that a restart keeps it. */
  portFile: string
  /** False: no fsync. For tests only, where losing the data does not matter. */
  durable: boolean
  binaries: Binaries
  user: ServerUser
  tell: (line: string) => void
}

export const clusterFolder = (parent: string) => join(parent, `pg${major}`)
export const secretFileOf = (folder: string) => join(folder, 'secret')
export const dataOf = (folder: string) => join(folder, 'data')
export const exists = ({ data }: Cluster) => existsSync(join(data, 'PG_VERSION'))

/** Where to reach the server on `port` as the superuser. */
export function urlOf(cluster: Cluster, port: number, database = databaseName) {
  return `postgres://${superuser}:${readFileSync(cluster.secretFile, 'utf8').trim()}@127.0.0.1:${port}/${database}`
}

/** The major version whose folder stands in `parent` while ours does not; undefined if there is none. */
export function otherMajorIn(parent: string) {
  if (!existsSync(parent) || existsSync(clusterFolder(parent))) return undefined
  return readdirSync(parent)
    .map((name) => /^pg(\d+)$/.exec(name)?.[1])
    .find((found) => found !== undefined)
}
