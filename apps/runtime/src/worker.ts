import { pino } from 'pino'
import { connect } from '@tailorbird/db/database'
import { migrate } from '@tailorbird/db/migrate'
import { ConfigError, readConfig } from './config.ts'
import { Grants } from './connections/grants.ts'
import { explainStart, reachable } from './explain-start.ts'
import { onGoodbye } from './on-goodbye.ts'
import { startRunner } from './runner.ts'
import { masterKey } from './secrets/master-key.ts'
import { Vault } from './secrets/vault.ts'

/** Undone in reverse order, whether the start went well or not. */
const close = new AsyncDisposableStack()

/** One more process that runs flows, on a database that is there already; on this machine or another. */
async function start() {
  const config = readConfig()
  const { databaseUrl, concurrency, pollFloorSeconds, sandboxUrl } = config
  if (databaseUrl === undefined) {
    throw new ConfigError('DATABASE_URL must say which database to work on: the one that the other processes use')
  }
  const log = pino({ level: config.logLevel }, pino.destination(2))
  onGoodbye({ close, log, exitWithParent: config.exitWithParent })
  const key = masterKey(config)
  await reachable(databaseUrl)
  await migrate(databaseUrl)
  const onTrouble = (error: Error) => log.warn({ err: error }, 'a database connection broke')
  const db = close.adopt(connect(databaseUrl, { max: 20, onTrouble }), (database) => database.$client.end())
  const store = { db, vault: new Vault(key), sandboxUrl }
  const grants = close.adopt(new Grants({ ...store, databaseUrl, log }), (watching) => watching.close())
  close.adopt(
    await startRunner({ db, databaseUrl, log, openGrant: grants.openGrant, concurrency, pollFloorSeconds }),
    (running) => running.stop(),
  )
  process.stdout.write(`Tailorbird worker: runs up to ${concurrency} flows at once\n`)
}

start().catch(async (error: unknown) => {
  if (close.disposed) return
  process.stderr.write(`${explainStart(error)}\n`)
  await close.disposeAsync().catch(() => {})
  process.exit(1)
})
