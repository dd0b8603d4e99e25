import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { ParkReason, RunStatus, StepStatus } from '@tailorbird/flow/run/run'
import { id, moment } from '../columns.ts'

/** Written by `run-store` alone. */
export const runs = pgTable(
  'runs',
  {
    id: id(),
    flowId: uuid('flow_id').notNull(),
    versionId: uuid('version_id').notNull(),
    environment: text('environment').notNull(),
    triggerId: uuid('trigger_id'),
    /** Names the happening: the same key of the same trigger never starts a second run. */
    eventKey: text('event_key'),
    /** What started it, for people. */
    cause: text('cause').notNull(),
    test: boolean('test').notNull(),
    status: text('status').$type<RunStatus>().notNull(),
    /** The worker that has the run in hand. */
    leaseOwner: uuid('lease_owner'),
    /** Fence: raised whenever the lease changes hands, so that a worker declared dead cannot write. */
    leaseToken: integer('lease_token').notNull(),
    parkReason: text('park_reason').$type<ParkReason>(),
    parkUntil: moment('park_until'),
    /** The connection a parked run waits for. */
    parkConnection: uuid('park_connection'),
    failure: jsonb('failure').$type<FailureData>(),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    unique('runs_event').on(table.triggerId, table.eventKey),
    index('runs_flow').on(table.flowId, table.id),
    index('runs_lease').on(table.leaseOwner),
  ],
)

/** Written by `run-store` alone. One row per node, iteration and attempt. */
export const steps = pgTable(
  'steps',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    nodeId: text('node_id').notNull(),
    /** Which turn of which loops; empty outside loops. */
    path: text('path').notNull().default(''),
    attempt: integer('attempt').notNull(),
    status: text('status').$type<StepStatus>().notNull(),
    input: jsonb('input'),
    output: jsonb('output'),
    port: text('port'),
    failure: jsonb('failure').$type<FailureData>(),
    /** What a write was about to do: enough to look for it on X, and to send it again. */
    intent: jsonb('intent'),
    intendedAt: moment('intended_at'),
    parkReason: text('park_reason').$type<ParkReason>(),
    parkUntil: moment('park_until'),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.nodeId, table.path, table.attempt] })],
)

/** One row per attempt to write to X. Never deleted with the runs. Written by `run-store` alone. */
export const postLedger = pgTable(
  'post_ledger',
  {
    runId: uuid('run_id').notNull(),
    nodeId: text('node_id').notNull(),
    path: text('path').notNull().default(''),
    attempt: integer('attempt').notNull(),
    connectionId: uuid('connection_id').notNull(),
    accountId: text('account_id').notNull(),
    what: text('what').notNull(),
    summary: text('summary').notNull(),
    status: text('status', { enum: ['intended', 'confirmed', 'refused', 'in doubt'] }).notNull(),
    /** The id on X, once it is known. */
    externalId: text('external_id'),
    intendedAt: moment('intended_at').notNull(),
    settledAt: moment('settled_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeId, table.path, table.attempt] }),
    index('post_ledger_external').on(table.accountId, table.externalId),
  ],
)

/** Every process that runs flows; one that stops beating is dead and loses its runs. */
export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  startedAt: moment('started_at').notNull(),
  beatAt: moment('beat_at').notNull(),
  /** What graphile-worker calls the workers of this process; its locks are freed by these names. */
  queueIds: text('queue_ids').array().notNull(),
})
