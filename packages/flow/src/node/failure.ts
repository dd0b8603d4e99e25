import { z } from 'zod'
import type { Said } from '../words/said.ts'

/** What went wrong, as data: it is kept, and leaves the node by the port `error` if that is wired. */
export interface FailureData {
  /** Stable and machine-readable, e.g. `x.duplicate`. */
  code: string
  /** What stands in the sentence of that code. */
  values?: Said['values']
  /** The parameter it is about, if it is about one. */
  field?: string
  /** The turns of loops it happened in, from inside outwards. */
  turns?: readonly FailedTurn[]
  /** The sentence itself, where no table has one for the code: what version 0.1 kept, and nodes that bring no table. */
  message?: string
  hint?: string
}

/** The first turn of a loop that failed; `failed` of `begun` turns did. */
export interface FailedTurn {
  /** From 1. */
  turn: number
  failed: number
  begun: number
}

/** A failure as people and later nodes see it. */
export const FailureInWords = z.object({
  code: z.string(),
  values: z.record(z.string(), z.unknown()),
  /** One sentence for a person who does not program. */
  message: z.string(),
  /** What to do about it. */
  hint: z.string().optional(),
  field: z.string().optional(),
})
export type FailureInWords = z.infer<typeof FailureInWords>

interface FailureOptions {
  /** The parameter it is about, if it is about one. */
  field?: string | undefined
  /** The same call may succeed at this time; the run is parked until then. */
  retryAt?: Date | undefined
  /** Why it must wait until then. Default: `retry`. */
  retryReason?: 'retry' | 'rate limit' | undefined
  /** The connection needs its owner: the run is parked until it is reconnected. */
  waitsForConnection?: string | undefined
  /** The account itself is in trouble (locked, suspended): nothing more is written as it until a person lets it go on,
   *  and the run waits for that. */
  stopsAccount?: boolean | undefined
  /** `unknown`: the write may have happened (time-out, 5xx, dropped socket). Default: it did not. */
  outcome?: 'unknown' | undefined
  cause?: unknown
}

/** The one kind of error a node throws on purpose: what it says is a code of the table of its app with its values
 *  (`words.ts`). Anything else that is thrown is a bug and says so. */
export class Failure extends Error {
  readonly data: FailureData
  readonly retryAt: Date | undefined
  readonly retryReason: 'retry' | 'rate limit'
  readonly waitsForConnection: string | undefined
  readonly stopsAccount: boolean
  readonly outcome: 'unknown' | undefined

  constructor(told: FailureData, options: FailureOptions = {}) {
    const { field, retryAt, retryReason = 'retry', waitsForConnection, stopsAccount = false, outcome, cause } = options
    super(told.message ?? `${told.code} ${JSON.stringify(told.values ?? {})}`, { cause })
    this.name = 'Failure'
    this.data = { ...told, ...(field !== undefined && { field }) }
    this.retryAt = retryAt
    this.retryReason = retryReason
    this.waitsForConnection = waitsForConnection
    this.stopsAccount = stopsAccount
    this.outcome = outcome
  }
}
