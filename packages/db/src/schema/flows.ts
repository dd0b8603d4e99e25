import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { bytes, createdAt, id, moment, updatedAt } from '../columns.ts'
import { environments } from './environments.ts'

export const flows = pgTable('flows', {
  id: id(),
  name: text('name').notNull(),
  draft: jsonb('draft').$type<Graph>().notNull(),
  /** Raised by each save of the draft. */
  revision: integer('revision').notNull().default(1),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  updatedBy: uuid('updated_by'),
  /** Deleted flows stay as a row: their runs and posts stay known. */
  deletedAt: moment('deleted_at'),
})

/** An immutable graph. `number` is null for the snapshot of a draft that was tested. */
export const versions = pgTable(
  'versions',
  {
    id: id(),
    flowId: uuid('flow_id')
      .notNull()
      .references(() => flows.id),
    number: integer('number'),
    graph: jsonb('graph').$type<Graph>().notNull(),
    note: text('note').notNull().default(''),
    createdAt: createdAt(),
    createdBy: uuid('created_by'),
  },
  (table) => [unique('versions_number').on(table.flowId, table.number)],
)

export const deployments = pgTable(
  'deployments',
  {
    flowId: uuid('flow_id')
      .notNull()
      .references(() => flows.id),
    environment: text('environment')
      .notNull()
      .references(() => environments.key),
    versionId: uuid('version_id')
      .notNull()
      .references(() => versions.id),
    enabled: boolean('enabled').notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.flowId, table.environment] })],
)

/** A trigger of a deployed flow. Its identity (flow, environment, node) outlives versions, and so does its cursor. */
export const triggers = pgTable(
  'triggers',
  {
    id: id(),
    flowId: uuid('flow_id')
      .notNull()
      .references(() => flows.id),
    environment: text('environment').notNull(),
    nodeId: text('node_id').notNull(),
    versionId: uuid('version_id').notNull(),
    type: text('type').notNull(),
    source: text('source', { enum: ['manual', 'record', 'schedule', 'poll', 'webhook', 'call', 'failure'] }).notNull(),
    /** The table a record trigger listens to. */
    tableId: uuid('table_id'),
    enabled: boolean('enabled').notNull(),
    /** How far it has looked; its meaning is the trigger's own. Advances in the transaction that starts the runs. */
    cursor: text('cursor'),
    lastAt: moment('last_at'),
    nextAt: moment('next_at'),
    trouble: text('trouble'),
    /** Looks that failed in a row. */
    failures: integer('failures').notNull().default(0),
    /** Set: it does nothing until it is resumed. */
    pausedAt: moment('paused_at'),
    pausedWhy: text('paused_why'),
    /** The process that is looking at the moment. */
    leaseOwner: uuid('lease_owner'),
    leaseUntil: moment('lease_until'),
    /** Fence: raised whenever the lease changes hands, so that a look that was overtaken moves no cursor and starts nothing. */
    leaseToken: integer('lease_token').notNull().default(0),
  },
  (table) => [
    unique('triggers_identity').on(table.flowId, table.environment, table.nodeId),
    index('triggers_table').on(table.tableId),
    index('triggers_next').on(table.nextAt),
  ],
)

/** Where webhook triggers are called: one address per flow, environment and node, which outlives versions. */
export const webhooks = pgTable(
  'webhooks',
  {
    /** Stands in the address; random. */
    token: text('token').primaryKey(),
    flowId: uuid('flow_id')
      .notNull()
      .references(() => flows.id),
    environment: text('environment').notNull(),
    nodeId: text('node_id').notNull(),
    /** Encrypted; null while none was made. */
    secret: bytes('secret'),
    /** The last call to the test address. */
    testCall: jsonb('test_call'),
    testCallAt: moment('test_call_at'),
  },
  (table) => [unique('webhooks_place').on(table.flowId, table.environment, table.nodeId)],
)

/** Counters that are raised when something changes that processes keep in memory. */
export const epochs = pgTable('epochs', {
  name: text('name').primaryKey(),
  value: bigint('value', { mode: 'number' }).notNull(),
})
