import { bigserial, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, updatedAt } from '../columns.ts'

/** What people allow an account on X, whichever connections and flows use it. No row: no limit but those of X. */
export const accountLimits = pgTable('account_limits', {
  accountId: text('account_id').primaryKey(),
  /** Posts in any 24 hours. */
  perDay: integer('per_day'),
  /** Between the beginnings of two posts. */
  secondsBetween: integer('seconds_between'),
  /** Posts that may be on their way to X at the same time. */
  atOnce: integer('at_once'),
  /** Set: nothing is posted until somebody lets it go on. */
  pausedAt: moment('paused_at'),
  /** Null when it stopped by itself. */
  pausedBy: uuid('paused_by'),
  pausedWhy: text('paused_why'),
  /** X takes nothing more before this. */
  heldUntil: moment('held_until'),
  heldWhy: text('held_why'),
  updatedAt: updatedAt(),
})

/** When each write of an account with limits may go: given out in the order in which they were asked for. */
export const accountSlots = pgTable(
  'account_slots',
  {
    accountId: text('account_id').notNull(),
    runId: uuid('run_id').notNull(),
    nodeId: text('node_id').notNull(),
    path: text('path').notNull().default(''),
    /** The order in which slots were asked for. */
    number: bigserial('number', { mode: 'number' }).notNull(),
    /** When it may go, as far as is known. */
    slotAt: moment('slot_at').notNull(),
    /** When it went. Null while it waits. */
    startedAt: moment('started_at'),
    /** When it was known what became of it. */
    settledAt: moment('settled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeId, table.path, table.accountId] }),
    index('account_slots_number').on(table.accountId, table.number),
  ],
)
