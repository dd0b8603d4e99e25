import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as runDrizzle } from 'drizzle-orm/node-postgres/migrator'
import { Logger, runMigrations as runGraphile } from 'graphile-worker'
import { Pool } from 'pg'
import type { Database } from './database.ts'

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
    await database.execute(sql`select pg_advisory_lock(${migrating})`)
    await refuseNewer(database, folder)
    await runDrizzle(database, { migrationsFolder: folder })
    await runGraphile({ pgPool: pool, logger: quiet })
  } finally {
    await pool.end()
  }
}

const ownMigrations = join(import.meta.dirname, '..', '..', '..', 'migrations')

/** Its lines say what our own error would say again. */
const quiet = new Logger(() => () => undefined)

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
