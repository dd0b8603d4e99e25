import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type { FileEntry } from '@tailorbird/flow/fields/file-entry'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { ParkReason, RunStatus, StepStatus } from '@tailorbird/flow/run/run'
import { id, moment } from '../columns.ts'

/** Places in concurrency queues. */
export const runQueuePlaces = pgSequence('run_queue_places')

/** One execution of a flow. Written by `runtime/runs/store` alone. */
export const runs = pgTable(
  'runs',
  {
    id: id(),
    flowId: uuid('flow_id').notNull(),
    versionId: uuid('version_id').notNull(),
    environment: text('environment').notNull(),
    triggerId: uuid('trigger_id'),
    /** Names the event that started it; see `event_keys`. */
    eventKey: text('event_key'),
    /** What started it, for people. */
    cause: text('cause').notNull(),
    test: boolean('test').notNull(),
    status: text('status').$type<RunStatus>().notNull(),
    /** The process that holds the run. */
    leaseOwner: uuid('lease_owner'),
    /** Fence: raised whenever the lease changes hands, so that a worker declared dead cannot write. */
    leaseToken: integer('lease_token').notNull(),
    parkReason: text('park_reason').$type<ParkReason>(),
    parkUntil: moment('park_until'),
    /** The connection a parked run waits for. */
    parkConnection: uuid('park_connection'),
    failure: jsonb('failure').$type<FailureData>(),
    /** What it hands back to whoever called the flow. */
    output: jsonb('output'),
    /** The run that called it, and the one at the top of all these calls; null when nobody called it. */
    parentRun: uuid('parent_run'),
    rootRun: uuid('root_run'),
    /** How many calls and self-started runs deep it is: a bound on flows that start one another. */
    depth: integer('depth').notNull().default(0),
    /** The run this one repeats. */
    rerunOf: uuid('rerun_of'),
    /** The person who set it off: by hand, by a test, by what they did to a record. */
    startedBy: uuid('started_by'),
    /** Runs of the same concurrency queue take turns, in the order of their places, so many at a time. A place is given
     *  under a lock of the queue when the run is stored: ids and clocks say nothing about who came first. */
    queue: text('queue'),
    queueWidth: integer('queue_width'),
    queuePlace: bigint('queue_place', { mode: 'number' }),
    /** The record it is about, for triggers that start only while no run about it is under way. */
    subject: text('subject'),
    /** It is stopped then, wherever it is. */
    deadlineAt: moment('deadline_at'),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    index('runs_flow').on(table.flowId, table.id),
    index('runs_lease')
      .on(table.leaseOwner)
      .where(sql`lease_owner IS NOT NULL`),
    index('runs_queue')
      .on(table.queue, table.queuePlace)
      .where(sql`queue IS NOT NULL AND ended_at IS NULL`),
    index('runs_subject')
      .on(table.triggerId, table.subject)
      .where(sql`subject IS NOT NULL AND ended_at IS NULL`),
    index('runs_parent')
      .on(table.parentRun)
      .where(sql`parent_run IS NOT NULL`),
    index('runs_root')
      .on(table.rootRun)
      .where(sql`root_run IS NOT NULL`),
    index('runs_failed')
      .on(table.endedAt)
      .where(sql`status = 'failed'`),
    index('runs_rerun')
      .on(table.rerunOf)
      .where(sql`rerun_of IS NOT NULL`),
    index('runs_resting')
      .on(table.parkUntil)
      .where(sql`lease_owner IS NULL AND ended_at IS NULL`),
  ],
)

/** Events that have started a run. They outlive their runs, so that an event never starts a second one. */
export const eventKeys = pgTable(
  'event_keys',
  {
    triggerId: uuid('trigger_id').notNull(),
    key: text('key').notNull(),
    runId: uuid('run_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.triggerId, table.key] })],
)

/** One row per node, turn and attempt. Written by `runtime/runs/store` alone. */
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
    /** Raised within the run with each change of a step: the order in which things happened, which no clock knows. */
    seq: integer('seq').notNull().default(0),
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
    /** What a waiting node keeps between two looks, and what wakes it besides time. */
    waitState: jsonb('wait_state'),
    wakes: text('wakes'),
    /** Set when the result was taken over from another run. */
    reusedFrom: uuid('reused_from'),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeId, table.path, table.attempt] }),
    index('steps_seq').on(table.runId, table.seq),
    index('steps_wakes')
      .on(table.wakes)
      .where(sql`wakes IS NOT NULL AND status = 'waiting'`),
  ],
)

/** What is said to a run from outside, in the order in which it was said. A row is there before anybody is notified, so
 *  that whoever holds the run reads it even when no notification arrives. */
export const runMessages = pgTable(
  'run_messages',
  {
    number: bigserial('number', { mode: 'number' }).primaryKey(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** `stop`: the run is to end. `answer`: what a waiting step asked for. `look`: a waiting step may find something new. */
    kind: text('kind', { enum: ['stop', 'answer', 'look'] }).notNull(),
    /** The step that is meant; null where the whole run is. */
    nodeId: text('node_id'),
    path: text('path').notNull().default(''),
    payload: jsonb('payload'),
  },
  (table) => [index('run_messages_run').on(table.runId)],
)

/** What runs ask people to decide. The first answer counts. */
export const approvals = pgTable(
  'approvals',
  {
    id: id(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    nodeId: text('node_id').notNull(),
    path: text('path').notNull().default(''),
    title: text('title').notNull(),
    text: text('text').notNull(),
    files: jsonb('files').$type<FileEntry[]>().notNull(),
    mayEdit: boolean('may_edit').notNull(),
    status: text('status', { enum: ['open', 'approved', 'rejected', 'expired', 'withdrawn'] }).notNull(),
    askedAt: moment('asked_at').notNull().defaultNow(),
    expiresAt: moment('expires_at'),
    answerText: text('answer_text'),
    answerNote: text('answer_note'),
    answeredBy: uuid('answered_by'),
    answeredAt: moment('answered_at'),
  },
  (table) => [
    unique('approvals_place').on(table.runId, table.nodeId, table.path),
    index('approvals_open')
      .on(table.id)
      .where(sql`status = 'open'`),
  ],
)

/** Keys that a Dedupe node has seen, and the place that saw each first. */
export const seenKeys = pgTable(
  'seen_keys',
  {
    flowId: uuid('flow_id').notNull(),
    environment: text('environment').notNull(),
    nodeId: text('node_id').notNull(),
    /** SHA-256 of the key, hexadecimal: keys may be as long as they like. */
    key: text('key').notNull(),
    runId: uuid('run_id').notNull(),
    path: text('path').notNull(),
    seenAt: moment('seen_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.flowId, table.environment, table.nodeId, table.key] }),
    index('seen_keys_expires').on(table.expiresAt),
  ],
)

/** The times a Throttle node has given out: the last of each key, and the place it went to. */
export const throttleTurns = pgTable(
  'throttle_turns',
  {
    flowId: uuid('flow_id').notNull(),
    environment: text('environment').notNull(),
    nodeId: text('node_id').notNull(),
    key: text('key').notNull(),
    runId: uuid('run_id').notNull(),
    path: text('path').notNull(),
    turnAt: moment('turn_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.flowId, table.environment, table.nodeId, table.key, table.runId, table.path] }),
    index('throttle_turns_at').on(table.turnAt),
  ],
)

/** One row per attempt to write to X. Never deleted with the runs. Written by `runtime/runs/store` alone. */
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
    // What stands on X once was made by one write: two that claim the same would hide a lost one.
    uniqueIndex('post_ledger_external')
      .on(table.accountId, table.externalId)
      .where(sql`external_id IS NOT NULL`),
    // Rows come in the order of this time: a few bytes tell which pages are about the last day.
    index('post_ledger_intended').using('brin', table.intendedAt),
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
