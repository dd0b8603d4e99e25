import { EventEmitter } from 'node:events'
import {
  type Logger as GraphileLogger,
  type Runner as GraphileRunner,
  Logger as makeLogger,
  run,
} from 'graphile-worker'
import type { Logger } from 'pino'
import type { Pool } from 'pg'
import { z } from 'zod'

export interface WakeUpOptions {
  pool: Pool
  log: Logger
  /** Takes the run in hand if it is free. Resolves once it is in hand, not when it ends. */
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
    this.#runner = await run({
      pgPool: pool,
      concurrency: 10,
      pollInterval: 250,
      noHandleSignals: true,
      events,
      logger: quiet(log),
      taskList: { advance: (payload) => onWake(Payload.parse(payload).runId) },
      preset: { worker: { localQueue: { size: 24 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
    this.#runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job queue has stopped'))
  }

  async stop() {
    await this.#runner?.stop()
  }
}

/** The queue's own words are for those who look for faults. */
function quiet(log: Logger): GraphileLogger {
  return new makeLogger(() => (level, message, meta) => {
    if (level === 'error' || level === 'warning') log.warn({ meta }, `job queue: ${message}`)
    else log.trace({ meta }, `job queue: ${message}`)
  })
}
