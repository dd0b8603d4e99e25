import { drizzle } from 'drizzle-orm/node-postgres'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool, type PoolClient } from 'pg'

/** A drizzle handle over a pool of connections; `$client` is the pool. */
export type Database = NodePgDatabase & { $client: Pool }

/** What `database.transaction` hands to its callback. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** What reads and writes rows: the database itself, or a transaction on it. */
export type Writer = Pick<Database, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>

interface Options {
  /** The most connections to hold at once. Default 10. */
  max?: number
  /** Hears of connections that broke, for instance because the server restarted. */
  onTrouble?: (error: Error) => void
  /** Settings of Postgres for these connections, e.g. `{ enable_seqscan: 'off' }`. */
  settings?: Readonly<Record<string, string>>
}

/**
 * Opens a pool on `url`. Connects at the first query; a query that gets no connection within ten seconds is rejected.
 * End it with `database.$client.end()`.
 */
export function connect(url: string, { max = 10, onTrouble = () => {}, settings = {} }: Options = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'tailorbird',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  })
  // A connection that breaks between two queries has nobody who waits for it; unheard, its error would end the process.
  // An idle one tells the pool, which drops it; one that is in use, in a transaction, tells only itself.
  pool.on('error', onTrouble)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return drizzle({ client: pool })
}

/** Does work in one transaction that is written to by drizzle and by statements of our own. */
export async function inOneTransaction<T>(
  { $client: pool }: Database,
  work: (tx: Transaction, client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    return await drizzle({ client }).transaction((tx) => work(tx, client))
  } finally {
    client.release()
  }
}
