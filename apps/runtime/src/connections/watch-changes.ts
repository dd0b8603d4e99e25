import { Client } from 'pg'
import type { Logger } from 'pino'
import { CHANGES } from './announce-change.ts'

interface Watch {
  databaseUrl: string
  log: Logger
  /** Something changed, or may have while nobody listened. */
  onChange(): void
  /** False: changes go unheard, so nothing may be kept in memory. */
  onLine(listening: boolean): void
}

const RETRY_MS = 1000

/** Listens for changes of connections in any process, on a database connection of its own that comes back by itself. */
export function watchChanges({ databaseUrl, log, onChange, onLine }: Watch) {
  let client: Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  const lost = (mine: Client, error?: Error) => {
    if (client !== mine || stopped) return
    client = undefined
    if (error) log.warn({ err: error }, 'no longer hears of changed connections; trying again')
    onLine(false)
    mine.end().catch(() => {})
    retry = setTimeout(() => void open(), RETRY_MS)
  }

  const open = async () => {
    const mine = new Client({ connectionString: databaseUrl, application_name: 'tailorbird connections', keepAlive: true })
    client = mine
    mine.on('error', (error) => lost(mine, error))
    mine.on('end', () => lost(mine))
    mine.on('notification', onChange)
    try {
      await mine.connect()
      await mine.query(`listen ${CHANGES}`)
      onChange()
      onLine(true)
    } catch (error) {
      lost(mine, error instanceof Error ? error : new Error(String(error)))
    }
  }

  const ready = open()
  return {
    /** Resolves after the first try. */
    ready,
    async stop() {
      stopped = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
