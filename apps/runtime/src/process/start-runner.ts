import { type Database, connect } from '@tailorbird/db/database'
import type { Listener } from '@tailorbird/db/listener'
import type { Grant } from '@tailorbird/flow/connection/connection-type'
import { nodeType } from '@tailorbird/nodes/catalogue'
import type { Logger } from 'pino'
import { setTimeout as sleep } from 'node:timers/promises'
import { approvalsOf } from '../approvals/ask-approval.ts'
import { AccountPacer } from '../accounts/slots/account-pacer.ts'
import { wakeForgotten } from '../accounts/slots/wake-next.ts'
import type { Runner } from '../http/context/runner.ts'
import { WakeUps } from '../queue/wake-ups.ts'
import { afterRun, startMissedFailures } from '../runs/end/after-run.ts'
import { callsFlows } from '../runs/start/call-flow.ts'
import { endOverdue } from '../runs/store/end-overdue.ts'
import { FLUSH_SETTINGS } from '../runs/store/flush.ts'
import { Heartbeat } from '../runs/recover/heartbeat.ts'
import { cancelRun } from '../runs/store/cancel-run.ts'
import { heldRuns, reclaimOwn } from '../runs/store/reclaim-runs.ts'
import { requeueLost, unlockJobs } from '../runs/store/requeue-lost.ts'
import { wakeForConnection, wakeRestored } from '../runs/store/wake-for-connection.ts'
import { wakeQueues } from '../runs/wake/concurrency-queue.ts'
import { type Offers, servicesFor } from '../runs/step-services/step-services.ts'
import { callsOf } from '../runs/step-services/calls.ts'
import { joinBatch } from '../runs/step-services/join-batch.ts'
import { seenKeysOf } from '../runs/step-services/seen-keys.ts'
import { spacingOf } from '../runs/step-services/spacing.ts'
import { recordFiles } from '../runs/step-services/record-files.ts'
import { ActiveRuns } from '../runs/execute/active-runs.ts'
import { RunStarter } from '../runs/start/run-starter.ts'
import { RunStore } from '../runs/store/run-store.ts'
import { TIMED_OUT } from '../runs/store/timed-out.ts'
import { RunWatch } from '../runs/read/run-watch.ts'
import { takeInMessages, wakeUnheard } from '../runs/store/take-in-messages.ts'
import { settleStep } from '../runs/settle/settle-step.ts'
import type { RunRequest } from '../runs/start/run-request.ts'
import { VersionCache } from '../runs/execute/version-cache.ts'
import { recordsOf } from '../tables/records-of.ts'
import { TRIGGERS } from '../triggers/armed/announce-triggers.ts'
import { insertRecord } from '../triggers/record/insert-record.ts'
import { changeKeeper } from '../triggers/record/keep-change.ts'
import { startDigests } from '../triggers/failure/failure-digests.ts'
import { Poller } from '../triggers/poll/poller.ts'
import { RecordTriggers } from '../triggers/record/record-triggers.ts'
import { ScheduleClock } from '../triggers/schedule/schedule-clock.ts'
import { WebhookRegistry } from '../triggers/webhook/webhook-registry.ts'

export interface RunnerOptions {
  db: Database
  databaseUrl: string
  /** Started already. */
  listener: Listener
  log: Logger
  openGrant(wanted: { alias: string; environment: string; connectionId?: string | undefined }): Promise<Grant>
  /** Runs this process executes at once. */
  concurrency: number
  pollFloorSeconds: number
}

/** What runs flows in this process: triggers, runs and the heartbeat that lets others take over when it dies. */
export interface StartedRunner extends Runner {
  /** Begins to take runs from the queue, to watch the clock and to look at X. What is started by hand or from outside is
   *  taken without it. */
  begin(): Promise<void>
  /** Lets runs come to a point where another process can go on, then leaves in order. */
  stop(): Promise<void>
}

/** What is under way at the end may take so long to come to a point where another process can go on. Milliseconds. */
const DRAIN_MS = 10_000

/** How often runs are looked for that nothing would ever touch again. Milliseconds. */
const SWEEP_MS = 10_000

export async function startRunner({
  db,
  databaseUrl,
  listener,
  log,
  openGrant,
  concurrency,
  pollFloorSeconds,
}: RunnerOptions): Promise<StartedRunner> {
  const pool = db.$client
  const flushing = connect(databaseUrl, { max: 2, settings: FLUSH_SETTINGS }).$client
  const store = new RunStore(flushing)
  const versions = new VersionCache(db)
  const files = recordFiles(db)
  const wakeUps = new WakeUps({ pool, log, onWake: (runId) => active.claim(runId) })
  const heartbeat = new Heartbeat({
    pool,
    log,
    queueIds: wakeUps.workerIds,
    onBeat: () => active.readMessages(),
    onDeclaredDead: () => active.abandon(),
  })
  const workerId = () => heartbeat.workerId
  const start = (request: RunRequest) => starter.start(request)
  const after = { db, pool, versions, start }
  const offers: Offers = {
    seenKeys: seenKeysOf(db),
    spacing: spacingOf(db),
    batches: ({ run, ...place }) => ({ gather: (batch) => joinBatch(db, { run, place, batch }) }),
    approvals: approvalsOf(db),
    calls: callsOf({ db, callFlow: callsFlows({ db, versions, start }) }),
    records: () => recordsOf(db),
  }
  const pacer = new AccountPacer({ pool, listener, log })
  const active: ActiveRuns = new ActiveRuns({
    ...{ db, store, files, openGrant, pacer, versions, log, workerId, concurrency },
    services: (run, step, uses) => servicesFor(offers, { run, ...step }, uses),
    rested: ({ id, mailbox }) => takeInMessages(pool, id, [...(mailbox?.taken ?? [])]),
    ended: ({ id, parentRun, queue, index }, outcome) =>
      afterRun(after, {
        ...{ id, parentRun, queue, failed: outcome.do === 'finish' && outcome.status === 'failed' },
        // Past its time it is stopped as by a person, and so are those it has called.
        cancelled:
          outcome.do === 'halt' || (outcome.do === 'finish' && 'failure' in outcome && outcome.failure === TIMED_OUT),
        asks: index.graph.nodes.some(({ type }) => nodeType(type)?.uses?.includes('approvals')),
      }),
  })
  const starter = new RunStarter({ active, store, workerId })
  const recordTriggers = new RecordTriggers(db, versions)
  const clock = new ScheduleClock({ db, log, versions, starter, workerId })
  const poller = new Poller({
    db,
    log,
    versions,
    starter,
    files,
    workerId,
    floorSeconds: pollFloorSeconds,
    openGrant,
    mayUse: (actor) => pacer.mayUse(actor),
  })
  const webhooks = new WebhookRegistry({ db, versions, listener })
  const watch = new RunWatch(listener)

  const triggersChanged = () => {
    recordTriggers.forget()
    webhooks.forget()
    void clock.reset()
  }
  listener.on('tailorbird_cancel', (runId) => active.stop(runId))
  listener.on(TRIGGERS, triggersChanged)
  listener.onGap(triggersChanged)
  listener.onGap(() => {
    active
      .readMessages()
      .catch((error: unknown) => log.warn({ err: error }, 'what was said to runs is read at the next beat'))
  })

  await heartbeat.start()
  let sweep: NodeJS.Timeout | undefined

  async function sweepRuns() {
    const held = await heldRuns(pool, workerId())
    const lost = held.filter((runId) => !active.has(runId))
    if (lost.length > 0) await reclaimOwn(pool, lost, workerId())
    await requeueLost(pool)
    await unlockJobs(pool)
    await wakeRestored(pool)
    await wakeUnheard(pool)
    await wakeForgotten(pool)
    for (const { id, parentRun, queue } of await endOverdue(pool)) {
      const ended = { id, parentRun: parentRun ?? undefined, queue: queue ?? undefined }
      await afterRun(after, { ...ended, failed: true, cancelled: true })
    }
    await wakeQueues(pool)
    await startMissedFailures(after)
    await startDigests({ db, log, versions, starter })
  }

  return {
    insertRecord: (record) => insertRecord(record, recordTriggers, starter),
    changeRecord: changeKeeper(db, recordTriggers, starter),
    startRun: start,
    startOnce: (request) => starter.startOnce(request),
    webhooks,
    versions,
    watch,
    cancel: (runId) => cancelRun(pool, runId),
    settle: (settling) => settleStep({ db, versions }, settling),
    connectionRestored: (connectionId) => wakeForConnection(pool, connectionId),
    async begin() {
      await wakeUps.start()
      // Our queue workers have names now: if we die before they are written down, their jobs stay locked for a while.
      await heartbeat.beat()
      clock.start()
      poller.start()
      sweep = setInterval(() => {
        sweepRuns().catch((error: unknown) => log.warn({ err: error }, 'lost runs could not be looked for'))
      }, SWEEP_MS)
    },
    async stop() {
      clearInterval(sweep)
      // Once more, for what a last look or a last time has started meanwhile.
      const atRest = Promise.all([poller.stop(), clock.stop(), active.drain()]).then(() => active.drain())
      const isAtRest = await Promise.race([atRest.then(() => true), sleep(DRAIN_MS, false, { ref: false })])
      if (!isAtRest) log.warn('something is still under way; the next process takes it up')
      await wakeUps.stop()
      // A write that is still on its way is on disk as intended: the next process looks what has become of it. It must not do
      // so before this one has gone, so nobody is told then that this one lets go.
      await heartbeat.stop({ letGo: isAtRest })
      await flushing.end()
    },
  }
}
