import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import type { Database } from './database.ts'

/** The newest migration of the job queue (graphile-worker 0.18.0): known here, so that the queue need not be loaded to
 *  find that there is nothing to do. */
export const QUEUE_MIGRATION = 19

/** Any number will do; every process that migrates takes the same. */
const migrating = 7_061_968

interface Options {
  /** Numbered SQL files with drizzle-kit's journal in `meta`. Default: `migrations` at the root of the repository. */
  folder?: string
}

/**
 * Brings the schema of the database at `url` up to date: ours and that of the job queue. Any number of processes may
 * call it at once. Throws a sentence if the database was made by a newer Tailorbird.
 */
export async function migrate(url: string, { folder = ownMigrations }: Options = {}) {
  // One connection that is never given back, so that the lock holds for all that follows: drizzle's migrator has no
  // lock of its own, and of four that ran at once on an empty database three failed.
  const pool = new Pool({
    connectionString: url,
    max: 1,
    idleTimeoutMillis: 0,
    application_name: 'tailorbird migration',
  })
  // What breaks is told by the statement that was under way.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const database = drizzle({ client: pool })
  try {
    if (await isUpToDate(database, folder)) return
    const { migrate: runDrizzle } = await import('drizzle-orm/node-postgres/migrator')
    const { Logger, runMigrations: runGraphile } = await import('graphile-worker')
    await database.execute(sql`select pg_advisory_lock(${migrating})`)
    await refuseNewer(database, folder)
    await runDrizzle(database, { migrationsFolder: folder })
    // Its lines say what our own error would say again.
    await runGraphile({ pgPool: pool, logger: new Logger(() => () => undefined) })
  } finally {
    await pool.end()
  }
}

const ownMigrations = join(import.meta.dirname, '..', '..', '..', 'migrations')

/** Whether there is nothing to do, as at nearly every start. Migrations are written down in the commit that makes them. */
async function isUpToDate(database: Database, folder: string): Promise<boolean> {
  const { rows } = await database.execute<{ ours: string | null; queue: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as ours, to_regclass('graphile_worker.migrations')::text as queue`,
  )
  if (!rows[0]?.ours || !rows[0].queue) return false
  const newest = await database.execute<{ ours: string | null; queue: number | null }>(
    sql`select (select max(created_at)::text from drizzle.__drizzle_migrations) as ours, (select max(id) from graphile_worker.migrations) as queue`,
  )
  const { ours, queue } = newest.rows[0] ?? {}
  return Number(ours) === Math.max(0, ...readJournal(folder)) && queue === QUEUE_MIGRATION
}

async function refuseNewer(database: Database, folder: string) {
  const known = readJournal(folder)
  const { rows: found } = await database.execute<{ journal: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as journal`,
  )
  if (!found[0]?.journal) return
  const { rows } = await database.execute<{ newest: string | null }>(
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  )
  if (Number(rows[0]?.newest ?? 0) > Math.max(0, ...known)) {
    throw new Error('This database was made by a newer Tailorbird. Update Tailorbird, or restore a backup made before.')
  }
}

function readJournal(folder: string) {
  const text = readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')
  const { entries } = JSON.parse(text) as { entries: { when: number }[] }
  return entries.map(({ when }) => when)
}
