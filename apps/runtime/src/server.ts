import { createHmac } from 'node:crypto'
import { pino } from 'pino'
import { openEmbeddedPostgres } from '@tailorbird/db/embedded/open-embedded-postgres'
import { makeOwnerLink } from './auth/owner-link.ts'
import { readConfig } from './config.ts'
import { createApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import { tidyUp } from './tidy-up.ts'
import { masterKey } from './secrets/master-key.ts'
import { explainStart, reachable } from './explain-start.ts'
import { onGoodbye } from './on-goodbye.ts'
import { openRunner } from './open-runner.ts'

/** Undone in reverse order, whether the start went well or not. */
const close = new AsyncDisposableStack()

async function start() {
  const config = readConfig()
  const log = pino({ level: config.logLevel }, pino.destination(2))
  onGoodbye({ close, log, exitWithParent: config.exitWithParent })
  const door = close.adopt(await listen(config), (open) => open.close())
  const key = masterKey(config)
  const databaseUrl = config.databaseUrl ?? (await embedded(config.dataFolder))
  if (config.databaseUrl !== undefined) await reachable(config.databaseUrl)
  const { db, vault, grants, runner } = await openRunner({ config, key, databaseUrl, log, close })
  const cookieSecret = createHmac('sha256', key).update('tailorbird session cookie').digest('base64url')
  const { app, close: closeApp } = createApp({ config, db, vault, runner, grants, log, cookieSecret })
  close.defer(closeApp)
  close.adopt(tidyUp({ db, log, keep: { days: config.keepRunsDays, perFlow: config.keepRunsPerFlow } }), (tidying) =>
    tidying.stop(),
  )
  close.defer(() => door.finish())
  const ownerToken = await makeOwnerLink(db)
  door.open(app)

  process.stdout.write(`Tailorbird: ${config.publicUrl}\n`)
  if (ownerToken !== undefined)
    process.stdout.write(`Create the owner account: ${config.publicUrl}/welcome?token=${ownerToken}\n`)
}

async function embedded(folder: string) {
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const postgres = close.adopt(await openEmbeddedPostgres({ folder, log }), (server) => server.stop())
  return postgres.url
}

start().catch(async (error: unknown) => {
  // Told to leave while starting: what fails then is nobody's fault.
  if (close.disposed) return
  process.stderr.write(`${explainStart(error)}\n`)
  await close.disposeAsync().catch(() => {})
  process.exit(1)
})
