import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, createdAt, id, moment } from '../columns.ts'
import { environments } from './environments.ts'

export const xApps = pgTable('x_apps', {
  id: id(),
  name: text('name').notNull(),
  target: text('target', { enum: ['x', 'sandbox'] }).notNull(),
  clientId: text('client_id'),
  /** Encrypted. */
  clientSecret: bytes('client_secret'),
  consumerKey: text('consumer_key'),
  /** Encrypted. */
  consumerSecret: bytes('consumer_secret'),
  createdAt: createdAt(),
})

export const connections = pgTable('connections', {
  id: id(),
  name: text('name').notNull(),
  appId: uuid('app_id')
    .notNull()
    .references(() => xApps.id),
  kind: text('kind', { enum: ['oauth2', 'oauth1'] }).notNull(),
  accountId: text('account_id').notNull(),
  accountUsername: text('account_username').notNull(),
  accountName: text('account_name').notNull(),
  avatarUrl: text('avatar_url'),
  scopes: text('scopes').array().notNull(),
  /** The tokens, encrypted. */
  credential: bytes('credential').notNull(),
  /** Raised with each new pair of tokens: who writes with an old one has lost the race. */
  tokenVersion: integer('token_version').notNull().default(1),
  expiresAt: moment('expires_at'),
  /** `app refused`: X accepts the client ID or secret of its app no longer, so it cannot be renewed until they are changed. */
  status: text('status', { enum: ['connected', 'needs reconnect', 'app refused'] }).notNull(),
  trouble: text('trouble'),
  checkedAt: moment('checked_at'),
  /** How often in a row X called the refresh token invalid; the second time the connection needs its owner. */
  refusals: integer('refusals').notNull().default(0),
  /** Whoever refreshes holds this until the time below; no database connection is held meanwhile. */
  refreshLease: uuid('refresh_lease'),
  refreshLeaseUntil: moment('refresh_lease_until'),
  createdAt: createdAt(),
})

/** A consent under way in somebody's browser. The PKCE verifier never leaves the server. */
export const consentAttempts = pgTable('consent_attempts', {
  id: id(),
  appId: uuid('app_id')
    .notNull()
    .references(() => xApps.id, { onDelete: 'cascade' }),
  /** Set when an existing connection is reconnected in place. */
  connectionId: uuid('connection_id'),
  userId: uuid('user_id').notNull(),
  scopes: text('scopes').array().notNull(),
  /** The `state` X hands back; single use. */
  state: text('state').unique(),
  /** Encrypted. */
  verifier: bytes('verifier'),
  status: text('status', { enum: ['waiting', 'connected', 'denied', 'failed'] })
    .notNull()
    .default('waiting'),
  message: text('message'),
  createdAt: createdAt(),
  expiresAt: moment('expires_at').notNull(),
})

export const aliases = pgTable('aliases', { id: id(), name: text('name').notNull().unique(), createdAt: createdAt() })

export const aliasBindings = pgTable(
  'alias_bindings',
  {
    aliasId: uuid('alias_id')
      .notNull()
      .references(() => aliases.id, { onDelete: 'cascade' }),
    environment: text('environment')
      .notNull()
      .references(() => environments.key),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.aliasId, table.environment] }),
    index('alias_bindings_connection').on(table.connectionId),
  ],
)
