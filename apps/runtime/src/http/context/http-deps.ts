import type { Logger } from 'pino'
import type { Database } from '@tailorbird/db/database'
import type { Config } from '../../ground/config.ts'
import type { Grants } from '../../connections/grants.ts'
import type { Runner } from './runner.ts'
import type { Vault } from '../../secrets/vault.ts'

/** What the routes work with: made once by the server, the same for every request. */
export interface HttpDeps {
  config: Config
  db: Database
  vault: Vault
  runner: Runner
  grants: Grants
  log: Logger
  /** Signs the session cookie, and the token against forged requests. */
  cookieSecret: string
}
