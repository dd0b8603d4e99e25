import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbeddedPostgres } from '@tailorbird/db/embedded/open-embedded-postgres'
import { readConfig } from '../ground/config.ts'
import { createLog } from '../ground/log.ts'
import { listen, starting } from '../http/listen.ts'
import { masterKey } from '../secrets/master-key.ts'
import { explainStart, reachable } from './explain-start.ts'
import { freeLoadingMemory } from './free-loading-memory.ts'
import { shutDownWhenTold } from './shutdown.ts'

/** What a call of a webhook takes at most when nothing else is done. */
const GIVE_WAY_MS = 15

/** Undone in reverse order, whether the start went well or not. */
const close = new AsyncDisposableStack()

/** In the order in which they are waited for: machines that call webhooks first, people with their pages a moment later.
 *  What comes later is loaded later, since loading is most of what a start takes. */
async function start() {
  const config = readConfig()
  const log = createLog(config)
  shutDownWhenTold({ close, log, exitWithParent: config.exitWithParent })
  const httpServer = close.adopt(await listen(config), (open) => open.close())
  const key = masterKey(config)
  const databaseUrl = config.databaseUrl ?? (await embedded(config.dataFolder))
  if (config.databaseUrl !== undefined) await reachable(config.databaseUrl)
  const { openRunner } = await import('./open-runner.ts')
  const { db, vault, grants, runner } = await openRunner({ config, key, databaseUrl, log, close })
  const { webhookServer, isForWebhook } = await import('../http/webhooks/webhook-server.ts')
  const webhooks = webhookServer({ config, db, vault, runner, log })
  close.defer(() => httpServer.finish())
  httpServer.open((req, res) => (isForWebhook(req) ? webhooks.answer : starting)(req, res))

  // Loading keeps everything else waiting, so it is done in parts, and whoever has knocked already goes first.
  for (const load of [() => import('express'), () => import('../http/api.ts'), () => import('../http/app.ts')]) {
    await sleep(GIVE_WAY_MS)
    await load()
  }
  const { createApp } = await import('../http/app.ts')
  const cookieSecret = createHmac('sha256', key).update('tailorbird session cookie').digest('base64url')
  const { app, measure, close: closeApp } = createApp({ config, db, vault, runner, grants, log, cookieSecret })
  close.defer(closeApp)
  webhooks.measuredBy(measure)
  await runner.begin()
  const { tidyUp } = await import('../retention/tidy-up.ts')
  const keep = { days: config.keepRunsDays, perFlow: config.keepRunsPerFlow }
  close.adopt(tidyUp({ db, log, keep }), (tidying) => tidying.stop())
  close.defer(() => httpServer.finish())
  const { makeOwnerLink } = await import('../people/owner-link.ts')
  const ownerToken = await makeOwnerLink(db)
  httpServer.open((req, res) => (isForWebhook(req) ? webhooks.answer : app)(req, res))
  freeLoadingMemory()

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
