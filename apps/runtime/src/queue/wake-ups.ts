import { EventEmitter } from 'node:events'
import type { LogFunctionFactory, Runner as GraphileRunner } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Pool } from 'pg'
import { z } from 'zod'

export interface WakeUpOptions {
  pool: Pool
  log: Logger
  /** Claims the run if nobody holds it. Resolves once it is claimed, not when it has ended. */
  onWake(runId: string): Promise<void>
}

const Payload = z.object({ runId: z.uuid() })

/** The job queue. It knows no run, only when one wants to be looked at; the run itself is our data. */
export class WakeUps {
  /** What graphile-worker calls the workers of this process: its locks are freed by these names if we die. */
  readonly workerIds = new Set<string>()
  readonly #options: WakeUpOptions
  #runner: GraphileRunner | undefined

  constructor(options: WakeUpOptions) {
    this.#options = options
  }

  async start() {
    const { pool, log, onWake } = this.#options
    const events = new EventEmitter()
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => this.workerIds.add(workerPool.id))
    events.on('worker:create', ({ worker }: { worker: { workerId: string } }) => this.workerIds.add(worker.workerId))
    // Loaded when the server is open already: it is large, and nobody waits for it.
    const { Logger: QueueLogger, run } = await import('graphile-worker')
    this.#runner = await run({
      pgPool: pool,
      // A job only waits for its run to be claimed; those that wait together are claimed together.
      concurrency: 20,
      pollInterval: 250,
      noHandleSignals: true,
      events,
      logger: new QueueLogger(quiet(log)),
      taskList: { advance: (payload) => onWake(Payload.parse(payload).runId) },
      preset: { worker: { localQueue: { size: 128 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
    this.#runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job queue has stopped'))
  }

  async stop() {
    await this.#runner?.stop()
  }
}

/** The queue's own words are for those who look for faults. */
function quiet(log: Logger): LogFunctionFactory {
  return () => (level, message, meta) => {
    if (level === 'error' || level === 'warning') log.warn({ meta }, `job queue: ${message}`)
    else log.trace({ meta }, `job queue: ${message}`)
  }
}
