import { z } from 'zod'

/** What went wrong, as data: it is stored, shown, and leaves the node by the port `error` if that is wired. */
export const FailureData = z.object({
  /** Stable and machine-readable, e.g. `x.duplicate`. */
  code: z.string(),
  /** One sentence for a person who does not program. */
  message: z.string(),
  /** What to do about it. */
  hint: z.string().optional(),
  /** The parameter it is about, if it is about one. */
  field: z.string().optional(),
})
export type FailureData = z.infer<typeof FailureData>

interface FailureOptions extends FailureData {
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

/** The one kind of error a node throws on purpose. Anything else that is thrown is a bug and says so. */
export class Failure extends Error {
  readonly data: FailureData
  readonly retryAt: Date | undefined
  readonly retryReason: 'retry' | 'rate limit'
  readonly waitsForConnection: string | undefined
  readonly stopsAccount: boolean
  readonly outcome: 'unknown' | undefined

  constructor(options: FailureOptions) {
    const {
      retryAt,
      retryReason = 'retry',
      waitsForConnection,
      stopsAccount = false,
      outcome,
      cause,
      ...data
    } = options
    super(data.message, { cause })
    this.name = 'Failure'
    this.data = data
    this.retryAt = retryAt
    this.retryReason = retryReason
    this.waitsForConnection = waitsForConnection
    this.stopsAccount = stopsAccount
    this.outcome = outcome
  }
}
