import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { dataOf, exists, secretFileOf, superuser } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { runProgram } from './run-program.ts'

/**
 * Makes the data folder if there is none. It is made aside and renamed when it is complete, so a kill in between
 * leaves nothing half, and of two processes that start together one wins and both use its folder.
 */
export async function createCluster(cluster: Cluster) {
  if (exists(cluster)) return
  if (existsSync(cluster.folder) && readdirSync(cluster.folder).length > 0) {
    throw new Error(
      `${cluster.folder} is not a complete Postgres data folder. Move it away to start empty, or put a backup in its place.`,
    )
  }
  mkdirSync(dirname(cluster.folder), { recursive: true })
  sweepAbandoned(cluster)
  requireSpace(dirname(cluster.folder))
  cluster.tell('Creating the database. This takes a second.')
  const fresh = `${cluster.folder}.new-${process.pid}-${randomBytes(3).toString('hex')}`
  try {
    await initialise(cluster, fresh)
    renameSync(fresh, cluster.folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!exists(cluster)) throw error
  }
}

async function initialise({ binaries, user, durable }: Cluster, folder: string) {
  const own = (path: string) => user.owner !== undefined && chownSync(path, user.owner, user.owner)
  mkdirSync(folder, { mode: 0o700 })
  mkdirSync(dataOf(folder), { mode: 0o700 })
  writeFileSync(secretFileOf(folder), randomBytes(24).toString('base64url'), { mode: 0o600 })
  for (const path of [folder, dataOf(folder), secretFileOf(folder)]) own(path)
  const { code, output } = await runProgram(
    user.command(binaries.initdb, [
      ...['--pgdata', dataOf(folder), '--username', superuser, '--pwfile', secretFileOf(folder)],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin'],
      ...['--builtin-locale=C.UTF-8', ...(durable ? [] : ['--no-sync'])],
    ]),
  )
  if (code !== 0) throw new Error(`initdb ended with code ${code}. ${output.trim().split('\n').slice(-6).join('\n')}`)
}

/** An empty database takes 60 MB. On a full disk initdb may die without naming the reason. */
function requireSpace(parent: string) {
  const { bavail, bsize } = statfsSync(parent)
  if (bavail * bsize < 100_000_000)
    throw new Error(`No space left on device: ${Math.floor((bavail * bsize) / 1e6)} MB are free`)
}

/** What a killed first start left behind. Ten minutes: far longer than any first start takes. */
function sweepAbandoned({ folder }: Cluster) {
  const parent = dirname(folder)
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${basename(folder)}.new-`)) continue
    const path = join(parent, name)
    if (Date.now() - statSync(path).mtimeMs > 10 * 60_000) rmSync(path, { recursive: true, force: true })
  }
}
