import { type Database, connect } from '@tailorbird/db/database'
import { Listener } from '@tailorbird/db/listener'
import { migrate } from '@tailorbird/db/migrate'
import { allowHosts } from '@tailorbird/nodes/data/outbound'
import type { Logger } from 'pino'
import type { Config } from '../ground/config.ts'
import { Grants } from '../connections/grants.ts'
import { type StartedRunner, startRunner } from './start-runner.ts'
import { Vault } from '../secrets/vault.ts'

export interface Opened {
  db: Database
  vault: Vault
  grants: Grants
  runner: StartedRunner
}

interface Opening {
  config: Config
  /** The master key. */
  key: Buffer
  databaseUrl: string
  log: Logger
  /** Takes what must be undone at the end, in reverse order. */
  close: AsyncDisposableStack
}

/** What a server and a worker have in common: the database, brought up to date, and what runs flows on it. */
export async function openRunner({ config, key, databaseUrl, log, close }: Opening): Promise<Opened> {
  await migrate(databaseUrl)
  allowHosts(config.allowHosts)
  const onTrouble = (error: Error) => log.warn({ err: error }, 'a database connection broke')
  const db = close.adopt(connect(databaseUrl, { max: 20, onTrouble }), (database) => database.$client.end())
  const vault = new Vault(key)
  const listener = close.adopt(new Listener(databaseUrl), (listening) => listening.close())
  await listener.start()
  const grants = new Grants({ db, vault, sandboxUrl: config.sandboxUrl, listener, log })
  const { concurrency, pollFloorSeconds } = config
  const runner = close.adopt(
    await startRunner({ db, databaseUrl, listener, log, openGrant: grants.openGrant, concurrency, pollFloorSeconds }),
    (running) => running.stop(),
  )
  return { db, vault, grants, runner }
}
