import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '../columns.ts'

export const users = pgTable('users', {
  id: id(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  role: text('role', { enum: ['owner', 'member'] }).notNull(),
  /** argon2id, with its parameters. */
  passwordHash: text('password_hash').notNull(),
  /** Failures before this are no news to them any more. */
  attentionSeenAt: moment('attention_seen_at'),
  createdAt: createdAt(),
})

/** The one-time link with which the owner account is made. Only a hash of its token is kept. */
export const ownerLinks = pgTable('owner_links', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: createdAt(),
  usedAt: moment('used_at'),
})

export const auditLog = pgTable('audit_log', {
  id: id(),
  at: createdAt(),
  userId: uuid('user_id'),
  /** What was done, e.g. `connection.connected`. */
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: text('detail').notNull().default(''),
})
