import { Client } from 'pg'
import { ConfigError } from '../ground/config.ts'

/** Why the server did not start, as a sentence; a bug shows where it is. */
export function explainStart(error: unknown): string {
  const isBug = error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError
  if (!(error instanceof Error)) return String(error)
  return isBug ? (error.stack ?? error.message) : error.message
}

/** Says what is wrong with `DATABASE_URL` before anything else fails on it. The password is never repeated. */
export async function reachable(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    )
    const version = rows[0]?.version ?? 0
    if (version < 150_000)
      throw new ConfigError(`The database is PostgreSQL ${Math.floor(version / 10_000)}; Tailorbird needs 15 or newer.`)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const { host, pathname } = new URL(databaseUrl)
    const reason =
      error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error)
    throw new ConfigError(`The database ${pathname.slice(1)} at ${host} cannot be used: ${reason}. Check DATABASE_URL.`)
  } finally {
    await client.end().catch(() => {})
  }
}
