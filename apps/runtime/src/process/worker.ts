import { ConfigError, readConfig } from '../ground/config.ts'
import { createLog } from '../ground/log.ts'
import { explainStart, reachable } from './explain-start.ts'
import { freeLoadingMemory } from './free-loading-memory.ts'
import { shutDownWhenTold } from './shutdown.ts'
import { openRunner } from './open-runner.ts'
import { masterKey } from '../secrets/master-key.ts'

/** Undone in reverse order, whether the start went well or not. */
const close = new AsyncDisposableStack()

/** One more process that runs flows, on a database that is there already; on this machine or another. */
async function start() {
  const config = readConfig()
  const { databaseUrl } = config
  if (databaseUrl === undefined) {
    throw new ConfigError('DATABASE_URL must name the database that the other processes use.')
  }
  const log = createLog(config)
  shutDownWhenTold({ close, log, exitWithParent: config.exitWithParent })
  const key = masterKey(config)
  await reachable(databaseUrl)
  const { runner } = await openRunner({ config, key, databaseUrl, log, close })
  await runner.begin()
  freeLoadingMemory()
  process.stdout.write(`Tailorbird worker: runs up to ${config.concurrency} flows at once\n`)
}

start().catch(async (error: unknown) => {
  // Told to leave while starting: what fails then is nobody's fault.
  if (close.disposed) return
  process.stderr.write(`${explainStart(error)}\n`)
  await close.disposeAsync().catch(() => {})
  process.exit(1)
})
